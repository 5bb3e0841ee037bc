package dev.latchkey.it.support;

import jakarta.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A browser with its cookies, and a page that sends the CSRF token back, as clients do. */
public final class Browser {

  public static final String API = Http.MOUNT + "/browser/v1";

  private final Http http;
  private final String email;
  private final Map<String, String> cookies = new TreeMap<>();
  private boolean sendsOrigin = true;
  private String address;

  /** One that has never been here. */
  public Browser(Http http) {
    this(http, "user-" + UUID.randomUUID() + "@example.org");
  }

  private Browser(Http http, String email) {
    this.http = http;
    this.email = email;
  }

  /** Another browser of the same person, without cookies. */
  public Browser another() {
    return new Browser(http, email).from(address);
  }

  /** The same browser, with the cookies that it has now, at another node. */
  public Browser at(Http node) {
    Browser same = new Browser(node, email);
    same.cookies.putAll(cookies);
    same.address = address;
    return same;
  }

  /** From now on by a proxy that says that this is the browser's address. */
  public Browser from(String clientAddress) {
    address = clientAddress;
    return this;
  }

  public String email() {
    return email;
  }

  /** From now on without the header {@code Origin}, as old browsers. */
  public Browser withoutOrigin() {
    sendsOrigin = false;
    return this;
  }

  /** A cookie's value, or null. */
  public String cookie(String name) {
    return cookies.get(name);
  }

  /** All cookies, by name. */
  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** Stores a cookie as if it had been set here, or elsewhere for here. */
  public Browser plant(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public Browser forget(String name) {
    cookies.remove(name);
    return this;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer signUp() {
    get(API + "/config");
    return send("POST", API + "/auth/signup", credentials());
  }

  public Answer logIn() {
    get(API + "/config");
    return send("POST", API + "/auth/login", credentials());
  }

  public Answer session() {
    return get(API + "/auth/session");
  }

  public Answer logOut() {
    return send("DELETE", API + "/auth/session", null);
  }

  public String credentials() {
    return Json.createObjectBuilder()
        .add("email", email)
        .add("password", App.PASSWORD)
        .build()
        .toString();
  }

  /** Sends the CSRF token too, unless a header of that name is among the headers. */
  public Answer send(String method, String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!method.equals("GET") && !all.contains("X-CSRFToken") && cookies.containsKey("csrftoken")) {
      all.addAll(List.of("X-CSRFToken", cookies.get("csrftoken")));
    }
    return exchange(method, path, json, "application/json", all);
  }

  /** The same with a POST, and a body of another type than JSON. */
  public Answer post(String path, String type, String body) {
    List<String> token = new ArrayList<>(List.of("X-CSRFToken", cookies.get("csrftoken")));
    return exchange("POST", path, body, type, token);
  }

  /** Sends a form without the header, as a page without scripts does. */
  public Answer submit(String path, String form, String... headers) {
    return exchange(
        "POST", path, form, "application/x-www-form-urlencoded", new ArrayList<>(List.of(headers)));
  }

  private Answer exchange(
      String method, String path, String body, String type, List<String> headers) {
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      headers.addAll(List.of("Cookie", String.join("; ", pairs)));
    }
    if (body != null) {
      headers.addAll(List.of("Content-Type", type));
    }
    if (!method.equals("GET") && sendsOrigin && !headers.contains("Origin")) {
      headers.addAll(
          List.of("Origin", http.base().getScheme() + "://" + http.base().getAuthority()));
    }
    if (address != null) {
      headers.addAll(List.of("X-Forwarded-For", address));
    }
    Answer answer =
        http.send(
            method,
            path,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
            headers.toArray(String[]::new));
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String line) {
    String pair = line.split(";")[0];
    String name = pair.substring(0, pair.indexOf('='));
    if (line.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(name.length() + 1));
    }
  }
}
