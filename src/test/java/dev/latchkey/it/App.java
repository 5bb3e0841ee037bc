package dev.latchkey.it;

import jakarta.json.Json;
import java.util.UUID;

/** A person with an app, which keeps the tokens it is handed. */
final class App {

  static final String PASSWORD = "correct-horse-battery-9";

  private final Http http;
  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private String sessionToken;
  private String accessToken;
  private String refreshToken;

  App(Http http) {
    this.http = http;
  }

  String email() {
    return email;
  }

  String sessionToken() {
    return sessionToken;
  }

  String accessToken() {
    return accessToken;
  }

  String refreshToken() {
    return refreshToken;
  }

  Answer signUp() {
    return enter("/auth/signup");
  }

  Answer logIn() {
    return enter("/auth/login");
  }

  /** Asks for new tokens, and keeps them when there are any. */
  Answer refresh() {
    Answer answer = refresh(refreshToken);
    if (answer.status() == 200) {
      accessToken = answer.at("/data/access_token");
      refreshToken =
          answer.has("/data/refresh_token") ? answer.at("/data/refresh_token") : refreshToken;
    }
    return answer;
  }

  Answer refresh(String token) {
    return http.post(
        Http.API + "/tokens/refresh",
        Json.createObjectBuilder().add("refresh_token", token).build().toString());
  }

  /** Where the app stands, for what its bearer token says. */
  Answer session() {
    return http.get(Http.API + "/auth/session", bearer());
  }

  Answer me() {
    return http.get("/api/me", bearer());
  }

  Answer logOut() {
    return http.delete(Http.API + "/auth/session", bearer());
  }

  /** The header that carries the access token. */
  String[] bearer() {
    return new String[] {"Authorization", "Bearer " + accessToken};
  }

  /** The header that carries the session token. */
  String[] session(String token) {
    return new String[] {"X-Session-Token", token};
  }

  private Answer enter(String path) {
    String body =
        Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build().toString();
    Answer answer = http.post(Http.API + path, body).expect(200);
    sessionToken = answer.at("/meta/session_token");
    accessToken = answer.has("/meta/access_token") ? answer.at("/meta/access_token") : null;
    refreshToken = answer.has("/meta/refresh_token") ? answer.at("/meta/refresh_token") : null;
    return answer;
  }
}
