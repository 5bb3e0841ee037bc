package dev.latchkey.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a request: that of its dispatch, or of the asynchronous processing that the dispatch
 * has started (Jakarta Servlet 6.0 §2.3.3.3).
 */
final class RequestEnd implements AsyncListener {

  /** What happens at the end. */
  @FunctionalInterface
  interface Action {
    /**
     * @param failed whether the processing ended by an error
     */
    void run(boolean failed);
  }

  private static final String PENDING = RequestEnd.class.getName();

  private final HttpServletResponse response;
  private final Action action;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile AsyncContext context;

  private RequestEnd(AsyncContext context, HttpServletResponse response, Action action) {
    this.context = context;
    this.response = response;
    this.action = action;
  }

  /**
   * Runs the action once: now, or when the asynchronous processing ends that this dispatch has
   * started. Call it at the end of a dispatch.
   *
   * @return what to call to end a stream early; null if the action has run
   */
  static @Nullable RequestEnd then(
      HttpServletRequest request, HttpServletResponse response, boolean failed, Action action) {
    if (request.isAsyncStarted()) {
      try {
        AsyncContext context = request.getAsyncContext();
        RequestEnd end = new RequestEnd(context, response, action);
        context.addListener(end);
        request.setAttribute(PENDING, true);
        return end;
      } catch (IllegalStateException endedMeanwhile) {
        // It ended between the two calls.
      }
    }
    action.run(failed);
    return null;
  }

  /** Whether an earlier dispatch of the request waits for the end of this one. */
  static boolean isPending(HttpServletRequest request) {
    return request.getAttribute(PENDING) != null;
  }

  /** Whether the action has run. */
  boolean isOver() {
    return over.get();
  }

  /**
   * Ends a stream of server-sent events, which would never end by itself; its client reconnects.
   */
  void endStream() {
    String type = response.getContentType();
    if (type == null || !type.startsWith("text/event-stream") || over.get()) {
      return;
    }
    try {
      context.complete();
    } catch (IllegalStateException endedMeanwhile) {
      // As it should.
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end(false);
  }

  @Override
  public void onError(AsyncEvent event) {
    end(true);
  }

  /** The server or the application ends it now; the status says how. */
  @Override
  public void onTimeout(AsyncEvent event) {}

  /** Listeners do not survive that an asynchronous dispatch starts anew. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    context = event.getAsyncContext();
    context.addListener(this);
  }

  private void end(boolean failed) {
    if (over.compareAndSet(false, true)) {
      action.run(failed);
    }
  }
}
