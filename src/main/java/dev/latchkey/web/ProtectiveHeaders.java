package dev.latchkey.web;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Headers that keep browsers from doing more with an answer than is meant. All answers carry them,
 * since a server's own pages and those of an application in the same WAR are HTML; whoever sets one
 * anew replaces it.
 */
final class ProtectiveHeaders {

  private static final String ONE_YEAR = "max-age=31536000";

  private ProtectiveHeaders() {}

  /**
   * @param secure whether the client spoke TLS; only then does a browser believe that it always
   *     must (RFC 6797 §7.2)
   */
  static void addTo(HttpServletResponse response, boolean secure) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
    if (secure) {
      response.setHeader("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
