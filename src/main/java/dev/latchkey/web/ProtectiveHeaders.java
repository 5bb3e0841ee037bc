package dev.latchkey.web;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Headers that limit what browsers do with a response. All responses have them, because pages of
 * the server and of an application in the same WAR are HTML; an application may replace them.
 */
final class ProtectiveHeaders {

  private static final String ONE_YEAR = "max-age=31536000";

  private ProtectiveHeaders() {}

  /**
   * @param secure whether the client used TLS; only then do browsers accept
   *     Strict-Transport-Security (RFC 6797 §7.2)
   */
  static void addTo(HttpServletResponse response, boolean secure) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    // With no-referrer, browsers send `Origin: null` with forms of our own pages (Fetch §3.2).
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
    if (secure) {
      response.setHeader("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
