package dev.latchkey.api.openapi;

import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.MountPath;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Serves the description of the API, unless {@code HEADLESS_SERVE_SPECIFICATION} is off. The second
 * path is for tools that ask for YAML: the text is the same, since JSON is YAML 1.2.
 *
 * <p>A servlet at exactly these paths takes precedence over the JAX-RS application around them,
 * whose filters would require a live session.
 */
@WebServlet(urlPatterns = {OpenApiServlet.JSON, OpenApiServlet.YAML})
public class OpenApiServlet extends HttpServlet {

  static final String JSON = MountPath.BUILT_IN + "/openapi.json";
  static final String YAML = MountPath.BUILT_IN + "/openapi.yaml";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  @Inject Settings settings;
  @Inject Instance<OpenApiDocument> document;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!settings.get(HeadlessSettings.SERVE_SPECIFICATION)) {
      response.sendError(404);
    } else if (!READING.contains(request.getMethod())) {
      response.setHeader("Allow", "GET, HEAD");
      response.sendError(405);
    } else {
      boolean yaml = request.getServletPath().equals(YAML);
      write(document.get().json(), yaml ? "application/yaml" : "application/json", response);
    }
  }

  private static void write(byte[] text, String type, HttpServletResponse response)
      throws IOException {
    response.setContentType(type); // for YAML RFC 9512
    response.setHeader("Cache-Control", "public, max-age=60");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
