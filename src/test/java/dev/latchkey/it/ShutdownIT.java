package dev.latchkey.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.latchkey.it.application.WaitingServlet;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Postgres;
import dev.latchkey.it.support.ServerProcess;
import dev.latchkey.samples.SampleWars;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is stopped by a signal. It uses PostgreSQL, since an H2 inside the server would stop
 * before it.
 */
class ShutdownIT {

  private static final String BODY =
      "{\"email\": \"last@example.org\", \"password\": \"correct-horse-battery-9\"}";
  private static final int PATIENCE_MILLIS = 60_000;

  @Test
  void request_inProgressAtShutdown_completes() throws Exception {
    assumeFalse(ServerProcess.isGlassFish(), "GlassFish hangs up on everybody first");
    try (Postgres postgres = new Postgres()) {
      postgres.create("latchkey");
      try (ServerProcess server =
              ServerProcess.start(Map.of("LATCHKEY_TEST_DB", postgres.url("latchkey")));
          Socket socket = connect(server.base())) {
        new App(Http.ofOverlay(server.base())).signUp();
        socket.setSoTimeout(PATIENCE_MILLIS);
        send(socket, head() + BODY.substring(0, 10));
        awaitRequestInFlight(server);

        server.terminate();
        while (isReady(server.base())) {
          Thread.sleep(100);
        }
        send(socket, BODY.substring(10));

        String answer = read(socket);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("\"is_authenticated\":true"), answer);
      }
    }
  }

  @Test
  void asynchronousRequest_inProgressAtShutdown_completes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("file");
    String answer =
        stopDuring("/waiting?file=" + file, () -> Files.writeString(file, "now", ISO_8859_1));
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("it exists"), answer);
  }

  @Test
  void eventStream_atShutdown_isEnded() throws Exception {
    String answer = stopDuring("/waiting", () -> {});
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("data: hello"), answer);
  }

  /** The response to a request that is in progress when the node is stopped. */
  private static String stopDuring(String path, Step whileStopping) throws Exception {
    assumeFalse(ServerProcess.isGlassFish(), "GlassFish hangs up on everybody first");
    String war = SampleWars.write(SampleWars.overlayWith(WaitingServlet.class)).toString();
    try (Postgres postgres = new Postgres()) {
      postgres.create("latchkey");
      try (ServerProcess server =
              ServerProcess.start(
                  Map.of("LATCHKEY_TEST_DB", postgres.url("latchkey"), "LATCHKEY_SERVE_WAR", war));
          Socket socket = connect(server.base())) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        awaitRequestInFlight(server);

        server.terminate();
        while (isReady(server.base())) {
          Thread.sleep(100);
        }
        whileStopping.run();
        return read(socket);
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static String head() {
    return "POST "
        + Http.API
        + "/auth/signup HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + BODY.length()
        + "\r\n\r\n";
  }

  /** Besides the one that reads the metric. */
  private static void awaitRequestInFlight(ServerProcess server) throws InterruptedException {
    Http http = Http.ofOverlay(server.base());
    while (!http.get("/_latchkey/metrics").text().contains("latchkey_requests_in_flight 2")) {
      Thread.sleep(100);
    }
  }

  /** A server that is stopping may answer with 503, hang up, or let one wait. */
  private static boolean isReady(URI server) {
    try (Socket socket = connect(server)) {
      socket.setSoTimeout(2_000);
      send(socket, "GET /_latchkey/health/ready HTTP/1.0\r\n\r\n");
      return read(socket).contains(" 200 ");
    } catch (IOException stopping) {
      return false;
    }
  }

  private static Socket connect(URI server) throws IOException {
    return new Socket(server.getHost(), server.getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
