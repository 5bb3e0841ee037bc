package dev.latchkey.browser;

import dev.latchkey.settings.types.SameSite;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A cookie without its value: the name and the attributes that settings define. It writes the
 * header {@code Set-Cookie} itself (RFC 6265 §4.1), the same on every server.
 *
 * @param secure whether it is for TLS only; empty to decide by the origin of the request
 */
record CookieForm(
    String name,
    Duration age,
    Optional<String> domain,
    String path,
    Optional<Boolean> secure,
    boolean httpOnly,
    SameSite sameSite) {

  /**
   * The header that sets the cookie.
   *
   * @param value without any character that a cookie must not have
   */
  String set(String value, Origin origin) {
    return name + "=" + value + "; Max-Age=" + age.toSeconds() + attributes(origin);
  }

  /** The header that removes the cookie. */
  String clear(Origin origin) {
    return name + "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes(origin);
  }

  /** Whether a header sets or removes this cookie. */
  boolean isSetBy(String header) {
    return header.startsWith(name + "=");
  }

  /**
   * Whether scripts of a page can read the cookie that is set here: browsers show it to each port
   * of its host or domain (RFC 6265 §8.5), but a {@code Secure} one not to pages without TLS.
   */
  boolean isReadableBy(Origin page, Origin here) {
    String host = page.host();
    return !httpOnly
        && !host.isEmpty()
        && (page.isTls() || !here.isTls())
        && (domain.isPresent() ? isWithin(domain.get(), host) : host.equals(here.host()));
  }

  /** RFC 6265 §5.1.3. */
  private static boolean isWithin(String domain, String host) {
    String bare = domain.toLowerCase(Locale.ROOT);
    bare = bare.startsWith(".") ? bare.substring(1) : bare;
    return host.equals(bare) || host.endsWith("." + bare);
  }

  private String attributes(Origin origin) {
    StringBuilder attributes = new StringBuilder("; Path=").append(path);
    domain.ifPresent(text -> attributes.append("; Domain=").append(text));
    if (isSecure(origin)) {
      attributes.append("; Secure");
    }
    if (httpOnly) {
      attributes.append("; HttpOnly");
    }
    return attributes.append("; SameSite=").append(sameSite.attribute()).toString();
  }

  /** Browsers reject some cookies without the attribute (RFC 6265bis §4.1.3, §5.6). */
  private boolean isSecure(Origin origin) {
    boolean isRequired =
        sameSite == SameSite.NONE || name.toLowerCase(Locale.ROOT).startsWith("__");
    return secure.orElse(isRequired || origin.isTls() || !origin.isLoopback());
  }
}
