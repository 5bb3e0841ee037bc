package dev.latchkey.web;

import dev.latchkey.request.RequestContext;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Puts the request's id, and its trace's, before every line that we log while a request is served:
 * {@code request=4f2a… trace=4bf9… }. All servers keep their log by {@code java.util.logging} or
 * take it from there, and none has a place for such an id that the others have too.
 *
 * <p>It is a handler that writes nothing. It sits on our topmost logger, and so sees a record
 * before the server's handlers do, which sit further up.
 */
public final class LogMarks extends Handler {

  private static final Logger OURS = Logger.getLogger("dev.latchkey");

  /** Marks lines from now on. */
  public void install() {
    OURS.addHandler(this);
  }

  /** Leaves the server's loggers as they were. */
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

  /**
   * Neither id has braces or quotes in it, which would mean something in a message with places for
   * values.
   */
  private static String mark(RequestContext client) {
    String trace = client.trace() == null ? "" : "trace=" + client.trace().traceId() + " ";
    return "request=" + client.requestId() + " " + trace;
  }
}
