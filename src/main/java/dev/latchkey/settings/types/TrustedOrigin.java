package dev.latchkey.settings.types;

/**
 * A web origin, or all origins whose host is below a domain: {@code https://*.example.org}.
 * Immutable.
 *
 * @param before the origin or, with a wildcard, the part before it
 * @param after the part after the wildcard; empty for a single origin
 */
public record TrustedOrigin(String before, String after) {

  public static final String ALLOWED =
      "origins such as `https://app.example.org` or, for all hosts below a domain, `https://*.example.org`; "
          + "comma-separated";

  private static final String WILDCARD = "://*.";

  /** Reads one, in lower case and without the default port. */
  public static TrustedOrigin parse(String text) {
    int wildcard = text.indexOf(WILDCARD);
    if (wildcard < 0) {
      return new TrustedOrigin(WebOrigin.parse(text), "");
    }
    String base = WebOrigin.parse(text.replace(WILDCARD, "://"));
    int host = base.indexOf("://") + "://".length();
    return new TrustedOrigin(base.substring(0, host), "." + base.substring(host));
  }

  /**
   * Whether the origin is this one, or one of these.
   *
   * @param origin as {@link WebOrigin} writes it
   */
  public boolean includes(String origin) {
    return after.isEmpty()
        ? origin.equals(before)
        : origin.startsWith(before)
            && origin.endsWith(after)
            && origin.length() > before.length() + after.length();
  }
}
