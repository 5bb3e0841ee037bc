package dev.latchkey.it.application;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Responds asynchronously when a file exists; or, without one, with a stream that does not end. */
@WebServlet(urlPatterns = "/waiting", asyncSupported = true)
public class WaitingServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String file = request.getParameter("file");
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    if (file == null) {
      response.setContentType("text/event-stream");
      response.getWriter().write("data: hello\n\n");
      response.flushBuffer();
    } else {
      new Thread(() -> respond(Path.of(file), async), "waiting").start();
    }
  }

  private static void respond(Path file, AsyncContext async) {
    try {
      while (!Files.exists(file)) {
        Thread.sleep(50);
      }
      async.getResponse().getWriter().write("it exists");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    async.complete();
  }
}
