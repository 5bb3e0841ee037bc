package dev.latchkey.web;

import dev.latchkey.request.RequestContext;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Puts the request's id, and its trace's, before every line that Latchkey logs during a request:
 * {@code request=4f2a… trace=4bf9… }. All servers log with {@code java.util.logging} or read from
 * it, and they have no common place for such an id.
 *
 * <p>It is a handler that writes nothing. On Latchkey's topmost logger, it sees a record before the
 * server's handlers.
 */
public final class LogMarks extends Handler {

  private static final Logger OURS = Logger.getLogger("dev.latchkey");

  /** Marks lines from now on. */
  public void install() {
    OURS.addHandler(this);
  }

  /** Restores the server's loggers. */
  @Override
  public void close() {
    OURS.removeHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    RequestContext client = RequestContext.current();
    if (client.requestId() != null && line.getMessage() != null) {
      line.setMessage(mark(client) + line.getMessage());
    }
  }

  @Override
  public void flush() {}

  /** Neither id contains braces or quotes, which have a meaning in message formats. */
  private static String mark(RequestContext client) {
    String trace = client.trace() == null ? "" : "trace=" + client.trace().traceId() + " ";
    return "request=" + client.requestId() + " " + trace;
  }
}
