package dev.latchkey.web;

import jakarta.servlet.http.HttpServletRequest;

/** The path that a request asks for. */
final class AskedPath {

  private AskedPath() {}

  /** Decoded, and within the application. */
  static String of(HttpServletRequest request) {
    String info = request.getPathInfo();
    return request.getServletPath() + (info == null ? "" : info);
  }
}
