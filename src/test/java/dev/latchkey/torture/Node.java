package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.ServerProcess;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One node, as its clients see it, and what a test does to it. */
final class Node {

  static final String API = "/_allauth/app/v1";

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private final Map<String, String> settings;
  private final String server;
  private volatile ServerProcess process;

  private Node(Map<String, String> settings, String server) {
    this.settings = settings;
    this.server = server;
    this.process = ServerProcess.start(settings, server);
  }

  static Node start(Map<String, String> settings) {
    return start(settings, "payara-micro");
  }

  /** Starts it on that server, as {@code bin/serve} knows it. */
  static Node start(Map<String, String> settings, String server) {
    return new Node(settings, server);
  }

  /** Ends it in the midst of whatever it does. */
  void kill() {
    process.kill();
  }

  /** Has it end what it does, and then end. */
  void stop() {
    process.close();
  }

  /** Has it end what it does, and starts it again. */
  void restart() {
    stop();
    revive();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Starts it again where it does not run. */
  void revive() {
    if (!process.isAlive()) {
      process.close();
      process = ServerProcess.start(settings, server);
    }
  }

  /** What it has said since it was started last. */
  String log() {
    return process.log();
  }

  URI base() {
    return process.base();
  }

  /** What the node says of itself by that name. */
  double figure(String name) {
    return get("/metrics/latchkey")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  Answer post(String path, JsonObjectBuilder body, String... headers) {
    return send("POST", path, body.build().toString(), headers);
  }

  /**
   * Sends a request; headers are names and values in turn.
   *
   * @param json the body, or null
   * @throws UncheckedIOException when there is no answer
   */
  Answer send(String method, String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base().resolve(path))
            .timeout(TIMEOUT)
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
