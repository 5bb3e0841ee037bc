package dev.latchkey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A gateway for short messages on loopback that keeps what it is asked and answers as a test wants.
 */
public final class FakeGateway implements AutoCloseable {

  /**
   * @param authorization the header, or null
   */
  public record Request(String method, String contentType, String authorization, String body) {}

  public final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  public volatile int status = 200;
  public volatile String answer = "";

  /** Where it leads with a redirect, or null. */
  public volatile String location;

  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;

  public FakeGateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/messages", this::take);
    server.createContext("/silence", exchange -> awaitEnd());
    server.start();
  }

  public URI messages() {
    return at("/messages");
  }

  /** Where nothing is ever answered. */
  public URI silence() {
    return at("/silence");
  }

  public List<String> bodies() {
    return requests.stream().map(Request::body).toList();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            headers.getFirst("Content-Type"),
            headers.getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (location != null) {
      exchange.getResponseHeaders().set("Location", location);
    }
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
