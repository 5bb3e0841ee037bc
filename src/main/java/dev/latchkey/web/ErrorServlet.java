package dev.latchkey.web;

import dev.latchkey.api.exchange.ErrorPages;
import dev.latchkey.pages.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The error page, in JSON and without internal details. It is also the default servlet, because the
 * server's own rejects some methods in HTML; so it serves {@linkplain StaticFiles the files of the
 * WAR}, too, {@linkplain Pages pages for people} among them.
 */
@WebServlet(urlPatterns = {ErrorServlet.PATH, "/"})
public class ErrorServlet extends HttpServlet {

  static final String PATH = "/_latchkey/error";

  @Inject Pages pages;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer number ? number : 404;
    boolean isDone = status == null ? serve(request, response) : redirect(code, request, response);
    if (isDone) {
      return;
    }
    String body = inAscii(ErrorPages.of(code, request.getHeader("Accept-Language")));
    response.setStatus(code);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length());
    try {
      response.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalStateException applicationHasTakenTheWriter) {
      response.getWriter().write(body);
    }
  }

  /**
   * Responds with a file, or sends a browser from the root to the pages.
   *
   * @return whether the response is complete
   */
  private boolean serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = AskedPath.of(request);
    if (pages.hide(path)) {
      return false;
    }
    pages.protect(path, response);
    return StaticFiles.serve(request, response) || pages.redirect(request, path, response);
  }

  /**
   * Sends a browser from the root to the pages if the server has rejected the request: GlassFish 7
   * and later, and Payara 7, protect a root without a page as soon as an application protects any
   * other path.
   *
   * @return whether the response is complete
   */
  private boolean redirect(int code, HttpServletRequest request, HttpServletResponse response) {
    String root = request.getContextPath() + "/";
    return (code == HttpServletResponse.SC_UNAUTHORIZED || code == HttpServletResponse.SC_FORBIDDEN)
        && root.equals(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
        && !StartPage.exists(request.getServletContext())
        && pages.redirect(request, "/", response);
  }

  /** The same JSON in ASCII, for a writer with any encoding. */
  private static String inAscii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    json.chars().forEach(c -> ascii.append(c < 127 ? String.valueOf((char) c) : escaped(c)));
    return ascii.toString();
  }

  private static String escaped(int c) {
    return String.format(Locale.ROOT, "\\u%04x", c);
  }
}
