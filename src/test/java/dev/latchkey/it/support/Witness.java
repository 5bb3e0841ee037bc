package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A client that remembers every secret it has sent or was shown. Bodies and headers are names and
 * values in turn.
 */
public final class Witness {

  private static final Set<String> SHOWN =
      Set.of("session_token", "access_token", "refresh_token", "device_token", "secret");
  private static final Set<String> SENT =
      Set.of(
          "password",
          "current_password",
          "new_password",
          "key",
          "code",
          "refresh",
          "refresh_token");

  private final Http http;
  private final Map<String, byte[]> secrets = new LinkedHashMap<>();

  public Witness(Http http) {
    this.http = http;
  }

  /** The secrets, each with a name for it. */
  public Map<String, byte[]> secrets() {
    return secrets;
  }

  public void remember(String name, byte[] secret) {
    secrets.put(name + " " + secrets.size(), secret);
  }

  public void remember(String name, String secret) {
    remember(name, secret.getBytes(UTF_8));
    if (name.contains("token") && secret.indexOf('.') >= 0) {
      remember(
          "signature of " + name, secret.substring(secret.lastIndexOf('.') + 1).getBytes(UTF_8));
    }
    if (secret.matches("[A-Z0-9]{4}-[A-Z0-9]{4}")) {
      remember(name + " without dash", secret.replace("-", "").getBytes(UTF_8));
    }
  }

  /** A browser without cookies; what it sends and stores is for the caller to remember. */
  public Browser browser() {
    return new Browser(http);
  }

  public Answer get(String path, String... headers) {
    rememberHeaders(headers);
    return seen(http.get(path, headers));
  }

  /** As {@link #post}, with a JSON text of which nothing is secret. */
  public Answer send(String path, String json, String... headers) {
    rememberHeaders(headers);
    return seen(http.post(path, json, headers));
  }

  public Answer delete(String path, String... headers) {
    rememberHeaders(headers);
    return seen(http.delete(path, headers));
  }

  public Answer post(String path, Map<String, String> fields, String... headers) {
    rememberHeaders(headers);
    JsonObjectBuilder body = Json.createObjectBuilder();
    fields.forEach(
        (name, value) -> {
          body.add(name, value);
          if (SENT.contains(name)) {
            remember(name, value);
          }
        });
    return seen(http.post(path, body.build().toString(), headers));
  }

  /** Asks about a token or takes it back, as a client of that name. */
  public Answer ask(String path, String token, String client, String secret) {
    remember("token", token);
    remember("client secret", secret);
    String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
    String form = "token=" + URLEncoder.encode(token, UTF_8);
    return http.send(
        "POST",
        path,
        form.getBytes(UTF_8),
        "application/x-www-form-urlencoded",
        "Authorization",
        "Basic " + basic);
  }

  private void rememberHeaders(String... headers) {
    for (int i = 0; i + 1 < headers.length; i += 2) {
      if (!headers[i].equals("X-Request-ID")) {
        remember(headers[i] + " token", headers[i + 1].replaceFirst("^Bearer ", ""));
      }
    }
  }

  private Answer seen(Answer answer) {
    if (!answer.text().isEmpty()) {
      look(answer.json());
    }
    return answer;
  }

  private void look(JsonStructure structure) {
    if (structure instanceof JsonObject object) {
      object.forEach(
          (name, value) -> {
            if (SHOWN.contains(name) && value instanceof JsonString text) {
              remember(name, text.getString());
            }
          });
    }
    Iterable<? extends JsonValue> values =
        structure instanceof JsonObject object ? object.values() : structure.asJsonArray();
    for (JsonValue value : values) {
      if (value instanceof JsonStructure inner) {
        look(inner);
      }
    }
  }
}
