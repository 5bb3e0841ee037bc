package dev.latchkey.samples.overlay;

import dev.latchkey.security.Caller;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Works in a task of the server's, and responds after an asynchronous dispatch. */
@WebServlet(urlPatterns = "/shipment", asyncSupported = true)
public class ShipmentServlet extends HttpServlet {

  @Resource ManagedExecutorService executor;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      respond(request, response);
      return;
    }
    Caller caller = Caller.of(request).orElse(null);
    AsyncContext async = request.startAsync();
    Future<?> task =
        executor.submit(
            () -> {
              request.setAttribute("task", describe(caller));
              async.dispatch();
            });
    awaitAsked(task);
  }

  /**
   * Returns when the dispatch has been asked for. Payara can lose one that is asked for at the very
   * moment the first dispatch returns.
   */
  private static void awaitAsked(Future<?> task) throws IOException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void respond(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response
        .getWriter()
        .write(
            "task="
                + request.getAttribute("task")
                + "\ndispatch="
                + describe(Caller.of(request).orElse(null)));
  }

  private static String describe(Caller caller) {
    return caller == null ? "none" : caller.userId() + " " + caller.groups().contains("clerk");
  }
}
