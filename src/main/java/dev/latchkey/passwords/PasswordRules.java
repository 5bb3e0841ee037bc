package dev.latchkey.passwords;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The rules for new passwords. They do not apply at login. Immutable and thread-safe. */
public final class PasswordRules {

  private final int minLength;
  private final CommonPasswords common;

  /**
   * @param minLength the minimum length in Unicode code points, at least 1
   */
  public PasswordRules(int minLength, CommonPasswords common) {
    if (minLength < 1) {
      throw new IllegalArgumentException(
          "The minimum length of passwords must be at least 1, not " + minLength);
    }
    this.minLength = minLength;
    this.common = Objects.requireNonNull(common);
  }

  /**
   * All problems of a password, in its normalized form, in the order of {@link PasswordProblem};
   * empty if it is valid.
   *
   * @param userAttributes known data of the user that is easily guessed (user name, email address,
   *     names); nulls are ignored
   */
  public List<PasswordProblem> check(String given, Collection<String> userAttributes) {
    String password = PasswordHasher.normalized(given);
    List<PasswordProblem> problems = new ArrayList<>();
    if (!password.isEmpty() && password.codePoints().allMatch(Character::isDigit)) {
      problems.add(PasswordProblem.ENTIRELY_NUMERIC);
    }
    if (common.contains(password)) {
      problems.add(PasswordProblem.TOO_COMMON);
    }
    if (password.codePointCount(0, password.length()) < minLength) {
      problems.add(PasswordProblem.TOO_SHORT);
    }
    Likeness likeness = new Likeness(password);
    if (userAttributes.stream().filter(Objects::nonNull).anyMatch(likeness::isTooGreat)) {
      problems.add(PasswordProblem.TOO_SIMILAR);
    }
    return List.copyOf(problems);
  }
}
