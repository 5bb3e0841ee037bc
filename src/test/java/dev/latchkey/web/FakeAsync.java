package dev.latchkey.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The asynchronous processing of a request, which a test ends. */
final class FakeAsync {

  private final List<AsyncListener> listeners = new CopyOnWriteArrayList<>();

  AsyncContext asServed() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            FakeAsync.class.getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "addListener" -> listeners.add((AsyncListener) arguments[0]);
                  case "getRequest", "getResponse" -> null;
                  case "complete" -> {
                    complete();
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  void complete() throws IOException {
    for (AsyncListener listener : listeners) {
      listener.onComplete(new AsyncEvent(asServed()));
    }
  }

  void fail() throws IOException {
    for (AsyncListener listener : listeners) {
      listener.onError(new AsyncEvent(asServed()));
    }
    complete();
  }

  /** Starts anew, in a dispatch; the listeners are asked whether they want to go on. */
  void startAnew() throws IOException {
    List<AsyncListener> before = List.copyOf(listeners);
    listeners.clear();
    for (AsyncListener listener : before) {
      listener.onStartAsync(new AsyncEvent(asServed()));
    }
  }
}
