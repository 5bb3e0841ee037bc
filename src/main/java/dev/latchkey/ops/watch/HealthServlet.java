package dev.latchkey.ops.watch;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves liveness and readiness of the node, in the format of MicroProfile Health 4.0 §5. The
 * second pair of addresses is for servers that reserve {@code /health}.
 */
@WebServlet(
    urlPatterns = {
      HealthServlet.LIVE,
      HealthServlet.READY,
      "/_latchkey" + HealthServlet.LIVE,
      "/_latchkey" + HealthServlet.READY
    })
public class HealthServlet extends HttpServlet {

  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";

  @Inject Readiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().endsWith(LIVE)) {
      answer(response, true, Json.createArrayBuilder().add(check("latchkey", true)));
    } else {
      Readiness.State state = readiness.state();
      answer(response, state.isReady(), checks(state));
    }
  }

  private static JsonArrayBuilder checks(Readiness.State state) {
    JsonArrayBuilder checks =
        Json.createArrayBuilder()
            .add(check("latchkey-started", state.started()))
            .add(check("latchkey-database", state.database()));
    if (state.senderRejected()) {
      checks.add(
          check("latchkey-mail", true)
              .add("data", Json.createObjectBuilder().add("sender", "rejected")));
    }
    return checks;
  }

  private static JsonObjectBuilder check(String name, boolean up) {
    return Json.createObjectBuilder().add("name", name).add("status", status(up));
  }

  private static void answer(HttpServletResponse response, boolean up, JsonArrayBuilder checks)
      throws IOException {
    String json =
        Json.createObjectBuilder()
            .add("status", status(up))
            .add("checks", checks)
            .build()
            .toString();
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
