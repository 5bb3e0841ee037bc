package dev.latchkey.it.support;

import jakarta.json.Json;
import java.util.UUID;

/** A person with an app, which keeps the tokens it is handed. */
public final class App {

  public static final String PASSWORD = "correct-horse-battery-9";

  private final Http http;
  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private String sessionToken;
  private String accessToken;
  private String refreshToken;

  public App(Http http) {
    this.http = http;
  }

  public String email() {
    return email;
  }

  public String sessionToken() {
    return sessionToken;
  }

  public String accessToken() {
    return accessToken;
  }

  public String refreshToken() {
    return refreshToken;
  }

  public Answer signUp() {
    return enter("/auth/signup");
  }

  public Answer logIn() {
    return enter("/auth/login");
  }

  /** Asks for new tokens, and keeps them when there are any. */
  public Answer refresh() {
    Answer answer = refresh(refreshToken);
    if (answer.status() == 200) {
      accessToken = answer.at("/data/access_token");
      refreshToken =
          answer.has("/data/refresh_token") ? answer.at("/data/refresh_token") : refreshToken;
    }
    return answer;
  }

  public Answer refresh(String token) {
    return http.post(
        Http.API + "/tokens/refresh",
        Json.createObjectBuilder().add("refresh_token", token).build().toString());
  }

  /** Where the app stands, for what its bearer token says. */
  public Answer session() {
    return http.get(Http.API + "/auth/session", bearer());
  }

  public Answer me() {
    return http.get("/api/me", bearer());
  }

  public Answer logOut() {
    return http.delete(Http.API + "/auth/session", bearer());
  }

  /** The header that carries the access token. */
  public String[] bearer() {
    return new String[] {"Authorization", "Bearer " + accessToken};
  }

  /** The header that carries the session token. */
  public String[] session(String token) {
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
