package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.fuzz.Operation;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A client that sends requests in one state, and restores the state when a request has changed it.
 *
 * <p>Names in double braces in a request are replaced: {@code email}, {@code password}, {@code
 * session}, {@code access}, {@code refresh}, {@code sid}, {@code cookie} and {@code csrf} of the
 * sender, {@code device} for a trusted device of the sender, {@code id} of another user's account,
 * {@code new} and {@code name} that are not taken, {@code basic} and {@code secret} of a client.
 */
public final class StagedClient {

  /** After so many requests a session has failed too often to be what it was. */
  private static final int USES = 20;

  private final Http http;
  private final Administrator admin;
  private final Standing standing;
  private final Map<String, String> values = new TreeMap<>();
  private final Deque<Map<String, String>> aged = new ArrayDeque<>();
  private int uses;

  public StagedClient(Http http, Administrator admin, Standing standing) {
    this.http = http;
    this.admin = admin;
    this.standing = standing;
    String pair = "shop:" + StagedServer.CLIENT_SECRET;
    values.put("basic", Base64.getEncoder().encodeToString(pair.getBytes()));
    values.put("secret", StagedServer.CLIENT_SECRET);
  }

  /**
   * Lays in so many sessions, which are to be used when they are old; the last one is used until
   * the end.
   */
  public StagedClient withAged(int sessions) {
    for (int i = 0; i < sessions; i++) {
      enter();
      aged.add(new TreeMap<>(values));
    }
    return this;
  }

  /** The headers that say who is asking. */
  public List<String> headers() {
    return switch (standing) {
      case ANONYMOUS -> List.of();
      case TOKEN_UNKNOWN -> List.of("X-Session-Token: nobody-has-ever-been-given-this-token");
      case LOGGED_IN_LATELY_BY_COOKIE ->
          List.of("Cookie: sessionid={{cookie}}; csrftoken={{csrf}}", "X-CSRFToken: {{csrf}}");
      case LOGGED_IN_LATELY_BY_ACCESS_TOKEN -> List.of("Authorization: Bearer {{access}}");
      case LOGGED_IN_BY_SECOND_FACTOR ->
          List.of("X-Session-Token: {{session}}", "X-Device-Token: {{token}}");
      default -> List.of("X-Session-Token: {{session}}");
    };
  }

  /** Where the client sends an operation of the API. */
  public Operation sentTo(Operation operation) {
    return standing == Standing.LOGGED_IN_LATELY_BY_COOKIE
        ? new Operation(
            operation.method(),
            operation.path().replace(Http.API, Browser.API),
            operation.input(),
            operation.fields())
        : operation;
  }

  /** Puts the values of names into a text. */
  public String named(String text) {
    String named = text;
    if (text.contains("{{")) {
      values.put("new", address());
      values.put("name", "name" + Math.abs(UUID.randomUUID().getMostSignificantBits()));
      for (Map.Entry<String, String> value : values.entrySet()) {
        named = named.replace("{{" + value.getKey() + "}}", value.getValue());
      }
    }
    // Nothing has this name yet; and a brace in an address is no HTTP.
    return named.replaceAll("\\{\\{\\w+}}", "0");
  }

  /** Makes sure, before a request, that this is where the client stands. */
  public void setUp() {
    if (uses++ % USES == 0) {
      if (aged.size() > 1) {
        values.putAll(aged.remove());
      } else if (aged.isEmpty()) {
        enter();
      } else {
        values.putAll(aged.peek());
      }
    }
  }

  /** Takes note of an answer. */
  public void answered(String method, Answer answer) {
    boolean isDone = answer.status() < 300 && !method.equals("GET");
    boolean isOut = answer.status() == 410 || answer.status() == 401 && method.equals("DELETE");
    if (standing.isOfSession() && (isDone || isOut)) {
      uses = 0;
    }
  }

  private void enter() {
    if (standing == Standing.ENROLLMENT_PENDING) {
      String email = address();
      admin.account(email, true, StagedServer.GUARDED);
      values.put("email", email);
      values.put("password", App.PASSWORD);
      begin("/auth/login", email);
      return;
    }
    if (standing.isPending() && values.containsKey("email") || logIn()) {
      stand();
    } else {
      String email = address();
      String[] groups =
          standing == Standing.ADMINISTRATOR ? new String[] {"latchkey-admin"} : new String[0];
      admin.account(email, true, groups);
      values.put("email", email);
      values.put("password", App.PASSWORD);
      assertTrue(logIn(), "a new account");
      stand();
    }
  }

  private void stand() {
    switch (standing) {
      case EMAIL_VERIFICATION_PENDING -> begin("/auth/signup", address());
      case LOGIN_CODE_PENDING -> begin("/auth/code/request", values.get("email"));
      case PASSWORD_RESET_PENDING -> begin("/auth/password/request", values.get("email"));
      case LOGGED_OUT ->
          http.delete(Http.API + "/auth/session", "X-Session-Token", values.get("session"))
              .expect(401);
      case LOGGED_IN_BY_SECOND_FACTOR -> trust();
      case ADMINISTRATOR -> values.put("id", admin.account(address(), false));
      default -> values.putIfAbsent("id", "50");
    }
  }

  /** Adds a factor, trusts the app, and logs in with a factor all the same. */
  private void trust() {
    Authenticator app = Authenticator.addedBy(http, values.get("session"));
    logIn(app);
    values.put(
        "token",
        http.post(
                Http.API + "/auth/2fa/trust",
                "{\"trust\":true}",
                "X-Session-Token",
                values.get("session"))
            .expect(200)
            .at("/meta/device_token"));
    Answer devices =
        http.get(Http.API + "/account/trusted-devices", "X-Session-Token", values.get("session"));
    values.put("device", devices.expect(200).at("/data/0/id"));
    values.putIfAbsent("id", "50");
  }

  private void logIn(Authenticator app) {
    begin("/auth/login", values.get("email"));
    Answer answer =
        http.post(
            Http.API + "/auth/2fa/authenticate",
            "{\"code\":\"" + app.recoveryCode() + "\"}",
            "X-Session-Token",
            values.get("session"));
    values.put("session", answer.expect(200).at("/meta/session_token"));
    values.put("access", answer.at("/meta/access_token"));
    values.put("refresh", answer.at("/meta/refresh_token"));
  }

  private boolean logIn() {
    if (!values.containsKey("email")) {
      return false;
    }
    Answer answer = http.post(Http.API + "/auth/login", credentials(values.get("email")));
    if (answer.status() != 200) {
      return false;
    }
    values.put("session", answer.at("/meta/session_token"));
    values.put("access", answer.at("/meta/access_token"));
    values.put("refresh", answer.at("/meta/refresh_token"));
    Answer sessions =
        http.get(Http.API + "/auth/sessions", "X-Session-Token", values.get("session"));
    values.put("sid", sessions.expect(200).at("/data/0/id"));
    if (standing == Standing.LOGGED_IN_LATELY_BY_COOKIE) {
      Browser browser = new Browser(http);
      browser.get(Browser.API + "/config");
      browser
          .send("POST", Browser.API + "/auth/login", credentials(values.get("email")))
          .expect(200);
      values.put("cookie", browser.cookie("sessionid"));
      values.put("csrf", browser.cookie("csrftoken"));
    }
    return true;
  }

  /** Starts something that waits for a code. */
  private void begin(String path, String email) {
    values.put(
        "session",
        http.post(Http.API + path, credentials(email)).expect(401).at("/meta/session_token"));
  }

  private static String credentials(String email) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + App.PASSWORD + "\"}";
  }

  private static String address() {
    return "user-" + UUID.randomUUID() + "@example.org";
  }
}
