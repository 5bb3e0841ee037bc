package dev.latchkey.samples;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** A user with an account, who calls the samples. */
record Visitor(
    SampleServer server,
    String id,
    String email,
    String sessionToken,
    String accessToken,
    String refreshToken) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String PASSWORD = "Sesame-open-thyself-7";

  /** This visitor's name in the samples: the address is not verified. */
  String name() {
    return id;
  }

  /** Signs up a new user. */
  static Visitor someone(SampleServer server) {
    return enter(server, "signup", UUID.randomUUID() + "@example.org");
  }

  /** Signs up a clerk of the tenant {@code acme}. */
  static Visitor clerk(SampleServer server) {
    Visitor visitor = someone(server);
    HttpResponse<String> hired =
        send(request(server, "/hire?id=" + visitor.id).POST(BodyPublishers.noBody()));
    if (hired.statusCode() != 204) {
      throw new IllegalStateException("could not be hired: " + hired.statusCode());
    }
    return enter(server, "login", visitor.email);
  }

  /** Ends the session. */
  void logOut() {
    send(
        request(server, "/_allauth/app/v1/auth/session")
            .header("X-Session-Token", sessionToken)
            .DELETE());
  }

  /** Exchanges the refresh token, and returns the next one. */
  String refreshed() {
    return exchanged().getString("refresh_token");
  }

  /** The same user with new tokens. */
  Visitor refreshedTokens() {
    JsonObject next = exchanged();
    return new Visitor(
        server,
        id,
        email,
        sessionToken,
        next.getString("access_token"),
        next.getString("refresh_token"));
  }

  private JsonObject exchanged() {
    String body = Json.createObjectBuilder().add("refresh_token", refreshToken).build().toString();
    HttpResponse<String> response =
        send(
            request(server, "/_allauth/app/v1/tokens/refresh")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    JsonObject answer = Json.createReader(new StringReader(response.body())).readObject();
    return answer.getJsonObject("data") == null ? answer : answer.getJsonObject("data");
  }

  HttpResponse<String> withSession(String path) {
    return send(request(server, path).header("X-Session-Token", sessionToken));
  }

  HttpResponse<String> send(String method, String path) {
    return send(
        request(server, path)
            .header("X-Session-Token", sessionToken)
            .method(method, BodyPublishers.noBody()));
  }

  HttpResponse<String> withAccess(String path) {
    return bearer(server, path, accessToken);
  }

  static HttpResponse<String> bearer(SampleServer server, String path, String token) {
    return send(request(server, path).header("Authorization", "Bearer " + token));
  }

  static HttpRequest.Builder request(SampleServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.url(path)));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Visitor enter(SampleServer server, String door, String email) {
    String body =
        Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build().toString();
    HttpResponse<String> response =
        send(
            request(server, "/_allauth/app/v1/auth/" + door)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (response.statusCode() != 200) {
      throw new IllegalStateException(door + ": " + response.statusCode() + " " + response.body());
    }
    JsonObject answer = Json.createReader(new StringReader(response.body())).readObject();
    JsonObject meta = answer.getJsonObject("meta");
    String id =
        answer.getJsonObject("data").getJsonObject("user").get("id").toString().replace("\"", "");
    return new Visitor(
        server,
        id,
        email,
        meta.getString("session_token"),
        meta.getString("access_token"),
        meta.getString("refresh_token"));
  }
}
