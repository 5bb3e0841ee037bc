package dev.latchkey.mail;

import java.time.Duration;
import java.util.Map;

/**
 * The validity of a link or code in words: whole days or hours if there are several, else minutes,
 * rounded up.
 */
final class Expiry {

  private Expiry() {}

  /**
   * The words for a duration.
   *
   * @param texts the texts of a language; {@code {n}} is the placeholder for the number
   */
  static String in(Duration valid, Map<String, String> texts) {
    long minutes = Math.max(1, valid.plusSeconds(59).toMinutes());
    if (minutes == 1) {
      return MailWriter.text(texts, "expiry.minute");
    }
    if (isSeveral(minutes, 24 * 60)) {
      return words(texts, "expiry.days", minutes / (24 * 60));
    }
    return isSeveral(minutes, 60)
        ? words(texts, "expiry.hours", minutes / 60)
        : words(texts, "expiry.minutes", minutes);
  }

  private static boolean isSeveral(long minutes, long unit) {
    return minutes >= 2 * unit && minutes % unit == 0;
  }

  private static String words(Map<String, String> texts, String key, long n) {
    return MailWriter.text(texts, key).replace("{n}", Long.toString(n));
  }
}
