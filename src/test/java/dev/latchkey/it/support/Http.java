package dev.latchkey.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends requests to one server, and holds each answer against the description of the API that the
 * server serves. Headers are given as names and values in turn.
 */
public final class Http {

  /** Where the API is by default. */
  public static final String MOUNT = "/_allauth";

  public static final String API = MOUNT + "/app/v1";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private final URI base;
  private final String mount;
  private final boolean held;
  private String specification;

  /** A client that holds every answer against what the server says of its API. */
  public Http(URI base) {
    this(base, MOUNT);
  }

  /** The same, for a server whose API is at another path. */
  public Http(URI base, String mount) {
    this(base, mount, true);
  }

  private Http(URI base, String mount, boolean held) {
    this.base = base;
    this.mount = mount;
    this.held = held;
  }

  /** A client for a WAR with an application's own classes, which the description does not have. */
  public static Http ofOverlay(URI base) {
    return new Http(base, MOUNT, false);
  }

  public URI base() {
    return base;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String json, String... headers) {
    return send("POST", path, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
  }

  /** Sends a body of the given type, or of none when that is null. */
  public Answer send(String method, String path, byte[] body, String type, String... headers) {
    return exchange(request(method, path, BodyPublishers.ofByteArray(body), type, headers));
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    return exchange(request(method, path, body, null, headers));
  }

  /** Whether there is a server, and something at the path that works. */
  public boolean serves(String path) {
    int status = status(path);
    return status > 0 && status != 404 && status < 500;
  }

  /** Whether the answer is 503. */
  public boolean isUnavailable(String path) {
    return status(path) == 503;
  }

  /** 0 where nothing answers yet. */
  private int status(String path) {
    HttpRequest request = request("GET", path, BodyPublishers.noBody(), null);
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest request(
      String method, String path, BodyPublisher body, String type, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private Answer exchange(HttpRequest request) {
    Answer answer = sent(request);
    if (held) {
      hold(request.method(), request.uri().getRawPath(), answer);
    }
    return answer;
  }

  /** Holds an answer that came another way against what the server says of its API. */
  public void hold(String method, String path, Answer answer) {
    SpecificationCheck.hold(specification(), method, path, answer.status(), answer.text());
  }

  /** What the server says of its API; fetched once. */
  private synchronized String specification() {
    if (specification == null) {
      specification =
          sent(request("GET", mount + "/openapi.json", BodyPublishers.noBody(), null))
              .expect(200)
              .text();
    }
    return specification;
  }

  private static Answer sent(HttpRequest request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
