package dev.latchkey.ops.watch;

import dev.latchkey.metrics.PrometheusText;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the metrics of this node for Prometheus. The second address is for servers that reserve
 * {@code /metrics}.
 */
@WebServlet(urlPatterns = {"/metrics/latchkey", "/_latchkey/metrics"})
public class MetricsServlet extends HttpServlet {

  @Inject Settings settings;
  @Inject NodeMetrics metrics;

  private MetricsReaders readers;

  @Override
  public void init() {
    readers = MetricsReaders.of(settings);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (readers.judge(request)) {
      case DISABLED -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
      case OTHERS -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
      case WITH_TOKEN -> {
        response.setHeader("WWW-Authenticate", "Bearer");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      }
      case ADMITTED -> write(response);
    }
  }

  private void write(HttpServletResponse response) throws IOException {
    PrometheusText text = new PrometheusText();
    metrics.writeTo(text);
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType(PrometheusText.CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
