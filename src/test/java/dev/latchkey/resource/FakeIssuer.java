package dev.latchkey.resource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.jose.JwkSet;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.TokenSigner;
import dev.latchkey.keys.files.KeyGeneration;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on loopback that counts who asks what, and can be down. */
final class FakeIssuer implements AutoCloseable {

  static final String METADATA = "/.well-known/oauth-authorization-server";

  final AtomicInteger keyFetches = new AtomicInteger();
  final AtomicInteger questions = new AtomicInteger();
  final Map<String, String> knownTokens = new ConcurrentHashMap<>();
  volatile SigningKey key = KeyGeneration.generate(SigningAlgorithm.ES256);
  volatile boolean down;
  volatile String lastAuthorization;
  volatile String lastTrace;

  private volatile String path = "";
  private final HttpServer server;
  private final Clock clock;

  FakeIssuer(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(METADATA, this::metadata);
    server.createContext("/keys", this::keys);
    server.createContext("/introspect", this::introspect);
    server.start();
  }

  String name() {
    return host() + path;
  }

  /** From now on its name has a path, and its metadata is only at that address. */
  void move(String newPath, String metadata) {
    path = newPath;
    server.removeContext(METADATA);
    server.createContext(metadata, this::metadata);
  }

  private String host() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Claims of an access token that is good for five minutes. */
  JsonObjectBuilder claims() {
    return Json.createObjectBuilder()
        .add("iss", name())
        .add("aud", "stock")
        .add("sub", "7")
        .add("upn", "ada")
        .add("token_use", "access")
        .add("groups", Json.createArrayBuilder().add("clerk"))
        .add("exp", clock.instant().getEpochSecond() + 300);
  }

  String sign(JsonObjectBuilder claims) {
    return TokenSigner.sign(key, claims.build());
  }

  private void metadata(HttpExchange exchange) throws IOException {
    String base = host();
    answer(
        exchange,
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\",\"introspection_endpoint\":\"%s/introspect\"}"
            .formatted(name(), base, base));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyFetches.incrementAndGet();
    answer(exchange, JwkSet.of(List.of(key.verificationKey())).toString());
  }

  private void introspect(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
    lastTrace = exchange.getRequestHeaders().getFirst("traceparent");
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String known =
        knownTokens.entrySet().stream()
            .filter(token -> ("&" + form + "&").contains("&token=" + token.getKey() + "&"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("{\"active\":false}");
    answer(exchange, known);
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(down ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
