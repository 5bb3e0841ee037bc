package dev.latchkey.torture;

import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.it.support.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A browser with its cookies. It sends no {@code Origin}, so that tokens must be its session's. */
final class BrowserDevice implements Device {

  private static final String SESSION = "sessionid";
  private static final String CSRF = "csrftoken";

  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  @Override
  public ClientType type() {
    return ClientType.BROWSER;
  }

  @Override
  public Device copy() {
    BrowserDevice copy = new BrowserDevice();
    copy.cookies.putAll(cookies);
    return copy;
  }

  /** {@inheritDoc} The next response sets the CSRF token of that session. */
  @Override
  public void plant(String secret) {
    cookies.put(SESSION, secret);
    cookies.remove(CSRF);
  }

  @Override
  public String api() {
    return "/_allauth/browser/v1";
  }

  @Override
  public void prepare(Node node) {
    if (!cookies.containsKey(CSRF)) {
      String[] own = headers(node, "GET").toArray(String[]::new);
      keep(node.get(api() + "/config", own).expect(200));
    }
  }

  @Override
  public List<String> headers(Node node, String method) {
    Map<String, String> now = Map.copyOf(cookies);
    List<String> headers = new ArrayList<>();
    if (!now.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      now.forEach((name, value) -> pairs.add(name + "=" + value));
      headers.addAll(List.of("Cookie", String.join("; ", pairs)));
    }
    if (!method.equals("GET") && now.containsKey(CSRF)) {
      headers.addAll(List.of("X-CSRFToken", now.get(CSRF)));
    }
    return headers;
  }

  @Override
  public List<String> headers(String secret) {
    return List.of("Cookie", SESSION + "=" + secret);
  }

  @Override
  public List<String> callHeaders() {
    return headers(cookies.getOrDefault(SESSION, ""));
  }

  @Override
  public void keep(Answer answer) {
    for (String line : answer.headers().allValues("Set-Cookie")) {
      String pair = line.split(";")[0];
      String name = pair.substring(0, pair.indexOf('='));
      if (line.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(name.length() + 1));
      }
    }
  }

  @Override
  public String secret() {
    return cookies.get(SESSION);
  }

  @Override
  public String digest(String secret) {
    return TokenDigest.ofCookie(secret);
  }

  @Override
  public int endedStatus() {
    return 401;
  }
}
