package dev.latchkey.api.openapi;

import dev.latchkey.api.exchange.DocumentServlet;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.MountPath;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves the description of the API, unless {@code HEADLESS_SERVE_SPECIFICATION} is off. The second
 * path is for tools that ask for YAML: the text is the same, since JSON is YAML 1.2.
 */
@WebServlet(urlPatterns = {OpenApiServlet.JSON, OpenApiServlet.YAML})
public class OpenApiServlet extends DocumentServlet {

  static final String JSON = MountPath.BUILT_IN + "/openapi.json";
  static final String YAML = MountPath.BUILT_IN + "/openapi.yaml";

  private static final Duration FRESH = Duration.ofMinutes(1);

  @Inject Settings settings;
  @Inject Instance<OpenApiDocument> document;

  @Override
  protected Optional<Document> document(HttpServletRequest request) {
    if (!settings.get(HeadlessSettings.SERVE_SPECIFICATION)) {
      return Optional.empty();
    }
    boolean isYaml = request.getServletPath().equals(YAML);
    String type = isYaml ? "application/yaml" : "application/json"; // RFC 9512
    return Optional.of(new Document(document.get().json(), type, FRESH, null));
  }
}
