package dev.latchkey.web;

import jakarta.servlet.ServletContext;
import java.util.Set;

/** The page at the root of an application that is merged into the WAR. */
final class StartPage {

  private StartPage() {}

  /**
   * Whether a servlet has the root for itself (pattern "", Jakarta Servlet 6.0 §12.2), or there is
   * a welcome file of a usual name, such as {@code index.jsp}.
   */
  static boolean exists(ServletContext context) {
    Set<String> files = context.getResourcePaths("/");
    return context.getServletRegistrations().values().stream()
            .anyMatch(servlet -> servlet.getMappings().contains(""))
        || (files != null && files.stream().anyMatch(file -> file.startsWith("/index.")));
  }
}
