package dev.latchkey.npm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.SoftBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** What a user of a client has beside it: a mailbox, and a key. For the scripts, over HTTP. */
final class Kit implements AutoCloseable {

  private static final String LINK = "https://app.example.org/";

  private final MailServer mails;
  private final SoftBrowser browser;
  private final HttpServer server;

  /**
   * For one user.
   *
   * @param page where the user's browser is
   */
  Kit(MailServer mails, URI page) {
    this.mails = mails;
    this.browser = new SoftBrowser(page);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    serve("/code", exchange -> mails.code(to(exchange), number(exchange)));
    serve("/key", this::key);
    serve("/create", exchange -> browser.create(options(exchange)).toString());
    serve("/get", exchange -> browser.get(options(exchange)).toString());
    server.start();
  }

  /** For the environment of a script. */
  Map<String, String> environment() {
    return Map.of("KIT", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private interface Page {
    String of(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Page page) {
    server.createContext(
        path,
        exchange -> {
          byte[] text;
          int status = 200;
          try {
            text = page.of(exchange).getBytes(StandardCharsets.UTF_8);
          } catch (RuntimeException | AssertionError e) {
            status = 500;
            text = e.toString().getBytes(StandardCharsets.UTF_8);
          }
          exchange.sendResponseHeaders(status, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
  }

  /** The key of the first link. */
  private String key(HttpExchange exchange) {
    String mail = mails.mail(to(exchange), number(exchange));
    String link = mail.substring(mail.indexOf(LINK)).split("\\s", 2)[0];
    return URLDecoder.decode(link.substring(link.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  private static Answer options(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(200, HttpHeaders.of(Map.of(), (name, value) -> true), body);
  }

  private static String to(HttpExchange exchange) {
    return query(exchange).get("to");
  }

  private static int number(HttpExchange exchange) {
    return Integer.parseInt(query(exchange).get("number"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    UnaryOperator<String> decoded = text -> URLDecoder.decode(text, StandardCharsets.UTF_8);
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] halves = pair.split("=", 2);
      query.put(halves[0], decoded.apply(halves[1]));
    }
    return query;
  }
}
