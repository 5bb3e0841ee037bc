package dev.latchkey.chromium;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A foreign server on this machine, with one page at every path. As {@code localhost} it is the
 * same site as ours, at another port: browsers send it our cookies' names and values. As {@code
 * 127.0.0.1} it is another site.
 */
final class OtherSite implements AutoCloseable {

  private static final byte[] PAGE =
      "<!doctype html><meta charset=\"utf-8\"><title>Other</title><p>Win a phone!"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  OtherSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
          exchange.sendResponseHeaders(200, PAGE.length);
          exchange.getResponseBody().write(PAGE);
          exchange.close();
        });
    server.start();
  }

  URI at(String host) {
    return URI.create("http://" + host + ":" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
