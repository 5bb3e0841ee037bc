package dev.latchkey.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Authorization} (RFC 9110 §11.6.2). */
public final class BearerHeader {

  private BearerHeader() {}

  /**
   * The token behind the scheme.
   *
   * @param header the header's value
   * @param scheme compared case-insensitively
   */
  public static Optional<String> token(@Nullable String header, String scheme) {
    int length = scheme.length();
    return header != null
            && header.length() > length + 1
            && header.charAt(length) == ' '
            && header.regionMatches(true, 0, scheme, 0, length)
        ? Optional.of(header.substring(length + 1).strip())
        : Optional.empty();
  }
}
