package dev.latchkey.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose query is valid in a URI (RFC 3986 §3.4): invalid characters are escaped. Some
 * servers accept invalid queries and then fail while they select the method to call.
 */
final class WellFormedQuery extends HttpServletRequestWrapper {

  private static final String SIGNS = "-._~!$&'()*+,;=:@/?";

  private final String query;

  private WellFormedQuery(HttpServletRequest request, String query) {
    super(request);
    this.query = query;
  }

  /** The request itself, if its query is valid. */
  static HttpServletRequest of(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || isWellFormed(query)
        ? request
        : new WellFormedQuery(request, mended(query));
  }

  @Override
  public String getQueryString() {
    return query;
  }

  static String mended(String query) {
    StringBuilder mended = new StringBuilder(query.length() + 16);
    for (int i = 0; i < query.length(); i = query.offsetByCodePoints(i, 1)) {
      if (isLegal(query, i)) {
        mended.append(query.charAt(i));
      } else {
        escape(query.codePointAt(i), mended);
      }
    }
    return mended.toString();
  }

  private static boolean isWellFormed(String query) {
    for (int i = 0; i < query.length(); i++) {
      if (!isLegal(query, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLegal(String query, int i) {
    char c = query.charAt(i);
    if (c == '%') {
      return i + 2 < query.length() && isHex(query.charAt(i + 1)) && isHex(query.charAt(i + 2));
    }
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || SIGNS.indexOf(c) >= 0;
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  /** Up to U+00FF a character is an undecoded byte; servers that have decoded it used UTF-8. */
  private static void escape(int codePoint, StringBuilder to) {
    byte[] bytes =
        codePoint <= 0xFF
            ? new byte[] {(byte) codePoint}
            : Character.toString(codePoint).getBytes(UTF_8);
    for (byte b : bytes) {
      to.append('%')
          .append(Character.forDigit(b >> 4 & 15, 16))
          .append(Character.forDigit(b & 15, 16));
    }
  }
}
