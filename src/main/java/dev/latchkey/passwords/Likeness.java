package dev.latchkey.passwords;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The similarity of a password to an attribute of its user: twice the number of characters the two
 * have in common (each counted as often as in both), divided by the sum of their lengths, without
 * regard to case or order. An attribute is compared as a whole and by its words: {@code
 * anna.berg@example.com} also as {@code anna}, {@code berg} and so on.
 */
final class Likeness {

  private static final int TOO_GREAT_PERCENT = 70;
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

  private final int[] password;

  Likeness(String password) {
    this.password = sortedCharacters(password);
  }

  boolean isTooGreat(String attribute) {
    return Stream.concat(Stream.of(attribute), BETWEEN_WORDS.splitAsStream(attribute))
        .filter(part -> !part.isEmpty() && couldBeTooGreat(part.codePointCount(0, part.length())))
        .anyMatch(part -> isTooGreat(sortedCharacters(part)));
  }

  /** Texts of very different lengths are not compared, so a very long one costs nothing. */
  private boolean couldBeTooGreat(int length) {
    return isTooGreat(Math.min(length, password.length), length);
  }

  private boolean isTooGreat(int[] part) {
    int shared = 0;
    for (int i = 0, j = 0; i < password.length && j < part.length; ) {
      if (password[i] == part[j]) {
        shared++;
        i++;
        j++;
      } else if (password[i] < part[j]) {
        i++;
      } else {
        j++;
      }
    }
    return isTooGreat(shared, part.length);
  }

  private boolean isTooGreat(int shared, int length) {
    return 100L * 2 * shared >= (long) TOO_GREAT_PERCENT * (password.length + length);
  }

  private static int[] sortedCharacters(String text) {
    int[] characters = text.toLowerCase(Locale.ROOT).codePoints().toArray();
    Arrays.sort(characters);
    return characters;
  }
}
