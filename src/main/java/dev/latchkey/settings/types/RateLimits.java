package dev.latchkey.settings.types;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of rate limits: {@code 10/m/ip,5/300s/key}. */
public final class RateLimits {
  public static final String ALLOWED =
      "limits such as `10/m/ip,5/300s/key` (units `s`, `m`, `h`, `d`; by `ip`, `key` or `user`), or `false`";

  private static final Pattern LIMIT =
      Pattern.compile("([0-9]{1,9})/([0-9]{0,6})([smhd])/(ip|key|user)");

  private RateLimits() {}

  /**
   * The limits in their order, none for {@code false} and the empty text; IllegalArgumentException
   * if malformed.
   */
  public static List<RateLimit> parse(String text) {
    String limits = text.strip().toLowerCase(Locale.ROOT);
    return limits.isEmpty() || limits.equals("false")
        ? List.of()
        : SettingType.split(limits).stream().map(RateLimits::one).toList();
  }

  private static RateLimit one(String text) {
    Matcher limit = LIMIT.matcher(text);
    SettingType.require(limit.matches(), text);
    int count = limit.group(2).isEmpty() ? 1 : Integer.parseInt(limit.group(2));
    return new RateLimit(
        Integer.parseInt(limit.group(1)),
        unit(limit.group(3)).multipliedBy(count),
        RateLimit.Scope.valueOf(limit.group(4).toUpperCase(Locale.ROOT)));
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
