package dev.latchkey.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Forwards requests below its own path to the same path below another prefix. The filters of the
 * application have seen the request by then, with the path that the client asked for.
 */
final class MountServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /**
   * What the paths of the API consist of. Servers differ in whether they decode the path of a
   * forward once more, so that no other goes there.
   */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~-]*");

  private final String target;

  /**
   * @param target within the application, without a slash at the end
   */
  MountServlet(String target) {
    this.target = target;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String info = request.getPathInfo();
    String below = info == null ? "" : info;
    if (PLAIN.matcher(below).matches() && !below.contains("..")) {
      request.getRequestDispatcher(target + below).forward(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
