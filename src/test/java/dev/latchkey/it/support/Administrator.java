package dev.latchkey.it.support;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Makes accounts whose address needs no verifying, on the server of {@link StagedServer}. */
public final class Administrator {

  private static final String ACCOUNTS = "/_latchkey/admin/v1/accounts";

  private final Http http;
  private String token;

  public Administrator(Http http) {
    this.http = http;
  }

  /** An account, with the password of {@link App} if so wanted; returns its id. */
  public String account(String email, boolean withPassword, String... groups) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("email", email).add("email_verified", true);
    body.add("groups", Json.createArrayBuilder(List.of(groups)));
    if (withPassword) {
      body.add("password", App.PASSWORD);
    }
    String json = body.build().toString();
    Answer answer = token == null ? null : http.post(ACCOUNTS, json, "X-Session-Token", token);
    if (answer == null || answer.status() == 401) {
      token = logIn();
      answer = http.post(ACCOUNTS, json, "X-Session-Token", token);
    }
    return answer.expect(201).at("/data/id");
  }

  /** Sends a request to the API for administrators. */
  public Answer send(String method, String path) {
    if (token == null) {
      token = logIn();
    }
    return method.equals("GET")
        ? http.get(path, "X-Session-Token", token)
        : http.send(method, path, new byte[0], null, "X-Session-Token", token);
  }

  private String logIn() {
    String credentials =
        "{\"email\":\"" + StagedServer.ADMIN + "\",\"password\":\"" + App.PASSWORD + "\"}";
    Answer login = http.post(Http.API + "/auth/login", credentials);
    if (login.status() == 400) {
      int next = StagedServer.MAIL.count(StagedServer.ADMIN) + 1; // of an earlier server, too
      String pending =
          http.post(Http.API + "/auth/signup", credentials).expect(401).at("/meta/session_token");
      String body = "{\"key\":\"" + StagedServer.MAIL.code(StagedServer.ADMIN, next) + "\"}";
      login = http.post(Http.API + "/auth/email/verify", body, "X-Session-Token", pending);
    }
    return login.expect(200).at("/meta/session_token");
  }
}
