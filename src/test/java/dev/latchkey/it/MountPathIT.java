package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API at another path than the one that the WAR was built with. */
class MountPathIT {

  private static final String MOUNT = "/auth/api";
  private static final String API = MOUNT + "/app/v1";
  private static final String APP = "https://app.example.org";
  private static final String SECRET = "r4ndom-enough-for-a-client-of-these-tests";

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of(
              "HEADLESS_MOUNT_PATH",
              MOUNT,
              "HEADLESS_CLIENTS",
              "app",
              "HEADLESS_TOKEN_STRATEGY",
              "jwt",
              "HEADLESS_JWT_ISSUER",
              "https://id.example.org",
              "CORS_ALLOWED_ORIGINS",
              APP,
              "LATCHKEY_CLIENTS_SHOP_SECRET",
              SECRET));

  private final Http http = new Http(SERVER.base(), MOUNT);

  @Test
  void session_fromSignupToLogout_livesAtTheConfiguredPath() {
    Answer signup = http.post(API + "/auth/signup", account()).expect(200);
    String[] session = {"X-Session-Token", signup.at("/meta/session_token")};
    String[] bearer = {"Authorization", "Bearer " + signup.at("/meta/access_token")};

    String email = signup.at("/data/user/email");
    assertEquals(
        email, http.get(API + "/auth/session", session).expect(200).at("/data/user/email"));
    assertEquals(email, http.get(API + "/auth/session", bearer).expect(200).at("/data/user/email"));
    http.get("/api/me", session).expect(200);
    http.get("/api/me", bearer).expect(200);
    http.post(
            API + "/tokens/refresh",
            "{\"refresh_token\":\"" + signup.at("/meta/refresh_token") + "\"}")
        .expect(200);

    http.delete(API + "/auth/session", session).expect(401);
    http.get(API + "/auth/session", session).expect(410);
    http.get(API + "/auth/session", bearer).expect(410);
    http.get("/api/me", session).expectRejection(401, "invalid_token");
  }

  @Test
  void clientSegment_whereOneKindIsServed_mayBeLeftOut() {
    assertEquals(
        http.get(API + "/config").expect(200).text(),
        http.get(MOUNT + "/v1/config").expect(200).text());
    Answer signup = http.post(MOUNT + "/v1/auth/signup", account()).expect(200);
    http.get(API + "/auth/session", "X-Session-Token", signup.at("/meta/session_token"))
        .expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_allauth",
        "/_allauth/",
        "/_allauth/app/v1/config",
        "/_allauth/v1/config",
        "/_allauth/app/v1/auth/login",
        "/_allauth/openapi.json",
        "/_allauth/introspect"
      })
  void builtInPath_isNotFound(String path) {
    http.get(path).expectRejection(404, "not_found");
    http.post(path, "{}").expectRejection(404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/nowhere",
        "/app",
        "/app/v1",
        "/app/v1/nowhere",
        "/app/v2/config",
        "/v1",
        "/v1/nowhere",
        "/browser/v1/config",
        "/App/v1/config",
        "/app/v1/config%3Fx",
        "/app/v1/%2563onfig"
      })
  void pathsThatTheApiDoesNotHave_areNotFound(String path) {
    http.get(MOUNT + path).expectRejection(404, "not_found");
  }

  @Test
  void rejections_areThoseOfTheApi() {
    http.send("PUT", API + "/config", BodyPublishers.noBody())
        .expectRejection(405, "method_not_allowed");
    http.post(API + "/auth/login", "{").expect(400);
    http.send("POST", API + "/auth/login", "a=b".getBytes(StandardCharsets.UTF_8), "text/plain")
        .expectRejection(415, "unsupported_media_type");
    http.post(API + "/auth/login", "{\"x\":\"" + "y".repeat(200_000) + "\"}").expect(413);
    http.get(API + "/auth/session").expect(401);
    http.get(API + "/auth/session", "X-Session-Token", "unknown").expect(410);
  }

  @Test
  void everyAnswer_hasWhatAllAnswersHave() {
    for (String path :
        new String[] {API + "/config", API + "/nowhere", "/_allauth/app/v1/config"}) {
      Answer answer = http.get(path, "Origin", APP, "X-Request-ID", "mount-path-it.1");
      assertEquals(APP, answer.header("Access-Control-Allow-Origin"), answer::toString);
      assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer::toString);
      assertEquals("mount-path-it.1", answer.header("X-Request-ID"), answer::toString);
    }
    http.send(
            "OPTIONS",
            API + "/auth/session",
            BodyPublishers.noBody(),
            "Origin",
            APP,
            "Access-Control-Request-Method",
            "DELETE")
        .expect(204);
  }

  @Test
  void requests_areCountedOnce() {
    double rejected = rejectedRequests();
    http.get(API + "/nowhere").expect(404);
    http.get(MOUNT + "/v1/nowhere").expect(404);
    http.get("/_allauth/app/v1/config").expect(404);
    assertEquals(rejected + 3, rejectedRequests());
  }

  @Test
  void specification_namesTheConfiguredPath() {
    Answer specification = http.get(MOUNT + "/openapi.json").expect(200);
    assertTrue(specification.json().getJsonObject("paths").containsKey(API + "/auth/login"));
    assertTrue(http.get(MOUNT + "/openapi.yaml").expect(200).text().contains(API + "/auth/login"));
  }

  @Test
  void metadata_namesEndpointsThatWork() {
    Answer metadata = http.get("/.well-known/oauth-authorization-server").expect(200);
    String endpoint = ((JsonString) metadata.json().get("introspection_endpoint")).getString();
    assertEquals("https://id.example.org" + MOUNT + "/introspect", endpoint);

    Answer signup = http.post(API + "/auth/signup", account()).expect(200);
    String client =
        Base64.getEncoder().encodeToString(("shop:" + SECRET).getBytes(StandardCharsets.UTF_8));
    Answer introspected =
        http.send(
            "POST",
            MOUNT + "/introspect",
            ("token=" + signup.at("/meta/access_token")).getBytes(StandardCharsets.UTF_8),
            "application/x-www-form-urlencoded",
            "Authorization",
            "Basic " + client);
    assertTrue(introspected.expect(200).json().getBoolean("active"), introspected::text);
  }

  private double rejectedRequests() {
    Matcher line =
        Pattern.compile("(?m)^latchkey_requests_total\\{status=\"4xx\"} (\\S+)$")
            .matcher(http.get("/_latchkey/metrics").expect(200).text());
    assertTrue(line.find());
    return Double.parseDouble(line.group(1));
  }

  private static String account() {
    return Json.createObjectBuilder()
        .add("email", "user-" + UUID.randomUUID() + "@example.org")
        .add("password", App.PASSWORD)
        .build()
        .toString();
  }
}
