package dev.latchkey.api.exchange;

import dev.latchkey.request.RequestContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves documents that everyone may read and cache.
 *
 * <p>A servlet at exactly the documents' paths leaves the paths beside them to others. It also
 * takes precedence over a JAX-RS application around them, whose filters would require a live
 * session.
 */
public abstract class DocumentServlet extends HttpServlet {

  private static final Logger LOG = System.getLogger(DocumentServlet.class.getName());
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /**
   * @param text its content
   * @param type its media type
   * @param fresh how long it may be cached
   * @param tag a value that changes with the content, or null: clients cannot ask whether it has
   */
  public record Document(byte[] text, String type, Duration fresh, @Nullable String tag) {}

  /** What to serve for a request; empty for a 404. */
  protected abstract Optional<Document> document(HttpServletRequest request);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Document> document;
    try {
      document = document(request);
    } catch (RuntimeException e) {
      reject(e, response);
      return;
    }
    if (document.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (READING.contains(request.getMethod())) {
      send(document.get(), request, response);
    } else {
      response.setHeader("Allow", METHODS);
      if (!request.getMethod().equals("OPTIONS")) {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  /** As {@link FailureMapper} does for JAX-RS; the error page has the body. */
  private static void reject(RuntimeException failure, HttpServletResponse response)
      throws IOException {
    Throwable temporary = FailureMapper.temporary(failure).orElseThrow(() -> failure);
    FailureMapper.warn(LOG, String.valueOf(RequestContext.current().requestId()), temporary);
    response.setHeader("Retry-After", String.valueOf(FailureMapper.RETRY_AFTER_SECONDS));
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  private static void send(
      Document document, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "public, max-age=" + document.fresh().toSeconds());
    if (document.tag() != null) {
      String tag = '"' + document.tag() + '"';
      response.setHeader("ETag", tag);
      if (EntityTags.match(tag, request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
    }
    response.setContentType(document.type());
    response.setContentLength(document.text().length);
    response.getOutputStream().write(document.text());
  }
}
