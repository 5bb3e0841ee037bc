package dev.latchkey.api.wire;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The media type in a {@code Content-Type} header (RFC 9110 §8.3), parsed in the same way on every
 * server: some are strict, some guess.
 */
public enum BodyType {
  JSON,
  FORM,
  /** Another type, or none. */
  OTHER,
  /** Not a media type. */
  MALFORMED;

  /** In characters; the pattern recurses. */
  private static final int LONGEST = 300;

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String QUOTED =
      "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*+\"";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          String.format(
              Locale.ROOT,
              "(%1$s/%1$s)(?:[ \\t]*;[ \\t]*(?:%1$s=(?:%1$s|%2$s))?)*+[ \\t]*",
              TOKEN,
              QUOTED));

  /** Reads the value of the header; null if there is none. */
  public static BodyType of(@Nullable String header) {
    if (header == null) {
      return OTHER;
    }
    if (header.equals("application/json")) {
      return JSON; // what nearly all clients send
    }
    Matcher type = MEDIA_TYPE.matcher(header);
    if (header.length() > LONGEST || !type.matches()) {
      return MALFORMED;
    }
    return switch (type.group(1).toLowerCase(Locale.ROOT)) {
      case "application/json" -> JSON;
      case "application/x-www-form-urlencoded" -> FORM;
      default -> OTHER;
    };
  }
}
