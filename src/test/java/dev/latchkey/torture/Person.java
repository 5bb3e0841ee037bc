package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A user with an account and a device, at an address of their own; the device keeps its latest
 * tokens or cookies.
 */
final class Person {

  static final String PASSWORD = "correct-horse-battery-9";

  private final String email;
  private final String address;
  private volatile Device device;
  private volatile String password = PASSWORD;

  /** With an app. */
  Person() {
    this(ClientType.APP);
  }

  Person(ClientType type) {
    this("user-" + UUID.randomUUID() + "@example.org", type);
  }

  private Person(String email, ClientType type) {
    this(email, type.device(), someAddress());
  }

  private Person(String email, Device device, String address) {
    this.email = email;
    this.device = device;
    this.address = address;
  }

  /** The same person with another device of the same type elsewhere. */
  Person elsewhere() {
    return elsewhere(this);
  }

  /** The same, with the password that was last changed on that device, if there is one. */
  Person elsewhere(Person device) {
    Person other = new Person(email, this.device.type());
    other.password = device == null ? password : device.password;
    return other;
  }

  /** The same as {@link #elsewhere()}, with another password. */
  Person elsewhere(String otherPassword) {
    Person other = elsewhere();
    other.password = otherPassword;
    return other;
  }

  /** The same with a copy of the device: another thread of it, or a thief of what it stores. */
  Person copy() {
    Person copy = new Person(email, device.copy(), address);
    copy.password = password;
    return copy;
  }

  /** Proves who they are by logging in anew. */
  void elsewhereTo(Node node) {
    Person other = elsewhere();
    other.logIn(node).expect(200);
    device = other.device;
  }

  /** Goes on with the device and the password of the same person elsewhere. */
  void continueAs(Person other) {
    device = other.device;
    password = other.password;
  }

  String email() {
    return email;
  }

  Device device() {
    return device;
  }

  /** The session token, or the value of the session cookie. */
  String secret() {
    return device.secret();
  }

  String accessToken() {
    return app().accessToken();
  }

  String refreshToken() {
    return app().refreshToken();
  }

  Answer signUp(Node node) {
    device.prepare(node);
    return send(node, "POST", "/auth/signup", credentials(password));
  }

  Answer logIn(Node node) {
    return logIn(node, password);
  }

  Answer logIn(Node node, String tried) {
    device.prepare(node);
    return send(node, "POST", "/auth/login", credentials(tried));
  }

  Answer refresh(Node node) {
    return keep(refresh(node, refreshToken()));
  }

  /** Presents that token, and keeps nothing. */
  Answer refresh(Node node, String token) {
    return node.post(
        Node.API + "/tokens/refresh",
        Json.createObjectBuilder().add("refresh_token", token),
        "X-Forwarded-For",
        address);
  }

  /** Takes over the tokens of an answer. */
  Answer keep(Answer answer) {
    device.keep(answer);
    return answer;
  }

  /** What an application behind the container's security says to that access token. */
  Answer me(Node node, String token) {
    return node.get("/api/me", from(List.of("Authorization", "Bearer " + token)));
  }

  Answer me(Node node) {
    return node.get("/api/me", from(device.callHeaders()));
  }

  /** What such an application says to the secret of a session. */
  Answer meBySecret(Node node, String secret) {
    return node.get("/api/me", from(device.headers(secret)));
  }

  /** What the API says to the session. */
  Answer session(Node node) {
    return send(node, "GET", "/auth/session", null);
  }

  /** What the API says to that secret of a session; keeps nothing. */
  Answer session(Node node, String secret) {
    return node.get(device.api() + "/auth/session", from(device.headers(secret)));
  }

  Answer logOut(Node node) {
    return send(node, "DELETE", "/auth/session", null);
  }

  Answer requestCode(Node node) {
    device.prepare(node);
    return send(node, "POST", "/auth/code/request", Json.createObjectBuilder().add("email", email));
  }

  Answer confirmCode(Node node, String code) {
    return send(node, "POST", "/auth/code/confirm", Json.createObjectBuilder().add("code", code));
  }

  /** Changes the password, and goes on with the tokens that come of it. */
  Answer changePassword(Node node, String next) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("current_password", password).add("new_password", next);
    Answer answer = send(node, "POST", "/account/password/change", body);
    password = answer.status() == 200 ? next : password;
    return answer;
  }

  /** Ends all of the person's sessions but this one. */
  Answer endOtherSessions(Node node) {
    JsonArray sessions =
        send(node, "GET", "/auth/sessions", null).expect(200).json().getJsonArray("data");
    JsonArrayBuilder others = Json.createArrayBuilder();
    for (JsonObject session : sessions.getValuesAs(JsonObject.class)) {
      if (!session.getBoolean("is_current")) {
        others.add(session.get("id"));
      }
    }
    return send(
        node, "DELETE", "/auth/sessions", Json.createObjectBuilder().add("sessions", others));
  }

  /** Tries to end no session at all: 400 while the own session lives. */
  Answer endNone(Node node) {
    JsonArrayBuilder none = Json.createArrayBuilder();
    return send(node, "DELETE", "/auth/sessions", Json.createObjectBuilder().add("sessions", none));
  }

  /** The headers that say from where, and by which session. */
  String[] bySession() {
    return from(device.headers(device.secret()));
  }

  /** A request of the device, which keeps what the response carries. */
  private Answer send(Node node, String method, String path, JsonObjectBuilder body) {
    Device sender = device;
    String json = body == null ? null : body.build().toString();
    Answer answer =
        node.send(method, sender.api() + path, json, from(sender.headers(node, method)));
    sender.keep(answer);
    return answer;
  }

  private String[] from(List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of("X-Forwarded-For", address));
    return all.toArray(String[]::new);
  }

  private AppDevice app() {
    return (AppDevice) device;
  }

  private JsonObjectBuilder credentials(String tried) {
    return Json.createObjectBuilder().add("email", email).add("password", tried);
  }

  static String someAddress() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
  }
}
