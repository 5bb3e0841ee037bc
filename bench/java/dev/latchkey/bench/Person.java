package dev.latchkey.bench;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Authenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Someone with an account. */
record Person(String email, String sessionToken, String accessToken, String refreshToken) {

  static final String PASSWORD = "Sesame-open-thyself-7";

  private static final String REFRESH = "/_allauth/app/v1/tokens/refresh";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Sends requests of this user. */
  Authenticator.Sender sender(int port) {
    return (method, path, json) ->
        send(port, method, "/_allauth/app/v1" + path, json, "X-Session-Token", sessionToken);
  }

  /** Signs up so many. */
  static List<Person> signUp(int port, int many) {
    return IntStream.range(0, many).mapToObj(i -> signUp(port)).toList();
  }

  private static Person signUp(int port) {
    String email = UUID.randomUUID() + "@example.org";
    String answer = post(port, "/_allauth/app/v1/auth/signup", login(email));
    return new Person(
        email,
        Requests.member(answer, "session_token"),
        Requests.member(answer, "access_token"),
        Requests.member(answer, "refresh_token"));
  }

  static String login(String email) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
  }

  private static String post(int port, String path, String body) {
    return send(port, "POST", path, body).expect(200).text();
  }

  private static Answer send(int port, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks an endpoint with the access token. */
  Conversation withAccess(String path) {
    return Requests.repeated(Requests.get(path, "Authorization", "Bearer " + accessToken));
  }

  /** Asks an endpoint with the session token. */
  Conversation withSession(String path) {
    return Requests.repeated(Requests.get(path, "X-Session-Token", sessionToken));
  }

  /** From an address of their own, where the server trusts one proxy. */
  Conversation refreshes() {
    return Requests.refreshes(REFRESH, refreshToken);
  }

  /** All with one refresh token, from one address. */
  List<Conversation> sharing(int many) {
    return SharedToken.among(many, refreshToken, Requests.refresh(REFRESH));
  }

  Conversation logins() {
    return Requests.repeated(Requests.json("/_allauth/app/v1/auth/login", login(email)));
  }
}
