package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user with an account and an app, at an address of their own; the app keeps its latest tokens.
 */
final class Person {

  static final String PASSWORD = "correct-horse-battery-9";

  private final String email;
  private final String address;
  private volatile String password = PASSWORD;
  private volatile String sessionToken;
  private volatile String accessToken;
  private volatile String refreshToken;

  Person() {
    this("user-" + UUID.randomUUID() + "@example.org");
  }

  private Person(String email) {
    this.email = email;
    this.address = someAddress();
  }

  /** The same person with another device elsewhere. */
  Person elsewhere() {
    return elsewhere(this);
  }

  /** The same, with the password that was last changed on that device, if there is one. */
  Person elsewhere(Person device) {
    Person other = new Person(email);
    other.password = device == null ? password : device.password;
    return other;
  }

  /** Proves who they are by logging in anew. */
  void elsewhereTo(Node node) {
    Person other = elsewhere();
    other.logIn(node).expect(200);
    sessionToken = other.sessionToken;
    accessToken = other.accessToken;
    refreshToken = other.refreshToken;
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

  Answer signUp(Node node) {
    return keep(node.post(Node.API + "/auth/signup", credentials(password), from()));
  }

  Answer logIn(Node node) {
    return logIn(node, password);
  }

  Answer logIn(Node node, String tried) {
    return keep(node.post(Node.API + "/auth/login", credentials(tried), from()));
  }

  Answer refresh(Node node) {
    return keep(refresh(node, refreshToken));
  }

  /** Presents that token, and keeps nothing. */
  Answer refresh(Node node, String token) {
    return node.post(
        Node.API + "/tokens/refresh",
        Json.createObjectBuilder().add("refresh_token", token),
        from());
  }

  /** Takes over the tokens of a good answer. */
  Answer keep(Answer answer) {
    if (answer.status() == 200) {
      String place = answer.has("/meta/access_token") ? "/meta" : "/data";
      sessionToken =
          answer.has("/meta/session_token") ? answer.at("/meta/session_token") : sessionToken;
      accessToken =
          answer.has(place + "/access_token") ? answer.at(place + "/access_token") : accessToken;
      refreshToken =
          answer.has(place + "/refresh_token") ? answer.at(place + "/refresh_token") : refreshToken;
    }
    return answer;
  }

  /** What an application behind the container's security says to that access token. */
  Answer me(Node node, String token) {
    return node.get("/api/me", "Authorization", "Bearer " + token, "X-Forwarded-For", address);
  }

  Answer me(Node node) {
    return me(node, accessToken);
  }

  /** What the API says to the session token. */
  Answer session(Node node) {
    return node.get(Node.API + "/auth/session", bySession());
  }

  Answer logOut(Node node) {
    return node.delete(Node.API + "/auth/session", bySession());
  }

  /** Changes the password, and goes on with the tokens that come of it. */
  Answer changePassword(Node node, String next) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("current_password", password).add("new_password", next);
    Answer answer = keep(node.post(Node.API + "/account/password/change", body, bySession()));
    password = answer.status() == 200 ? next : password;
    return answer;
  }

  /** Ends all of the person's sessions but this one. */
  Answer endOtherSessions(Node node) {
    JsonArray sessions =
        node.get(Node.API + "/auth/sessions", bySession()).expect(200).json().getJsonArray("data");
    JsonArrayBuilder others = Json.createArrayBuilder();
    for (JsonObject session : sessions.getValuesAs(JsonObject.class)) {
      if (!session.getBoolean("is_current")) {
        others.add(session.get("id"));
      }
    }
    String body = Json.createObjectBuilder().add("sessions", others).build().toString();
    return node.send("DELETE", Node.API + "/auth/sessions", body, bySession());
  }

  /** The headers that say from where, and by which session. */
  String[] bySession() {
    return new String[] {"X-Session-Token", sessionToken, "X-Forwarded-For", address};
  }

  private String[] from() {
    return new String[] {"X-Forwarded-For", address};
  }

  private JsonObjectBuilder credentials(String tried) {
    return Json.createObjectBuilder().add("email", email).add("password", tried);
  }

  static String someAddress() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
  }
}
