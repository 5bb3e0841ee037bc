package dev.latchkey.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.AnswerCheck;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Endpoints;
import dev.latchkey.it.support.Endpoints.Endpoint;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RawConnection;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.ServerProcess;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid input of any kind is rejected with an envelope. */
class BadInputIT {

  private static final String JSON = "application/json";

  @RegisterExtension static final RunningServer SERVER = RunningServer.withJwt();

  private final Http http = SERVER.http();

  /** A body that is rejected wherever it is sent. */
  private record BadBody(String name, byte[] bytes, int status, String code) {

    static BadBody of(String name, String text, String code) {
      return new BadBody(name, text.getBytes(UTF_8), 400, code);
    }
  }

  static Stream<Endpoint> endpointsWithBody() {
    return Endpoints.WITH_BODY.stream();
  }

  static Stream<Endpoint> api() {
    return Endpoints.API.stream();
  }

  private static List<BadBody> badBodies() {
    return List.of(
        BadBody.of("words", "hello", "invalid_json"),
        BadBody.of("blanks", "  \n ", "invalid_json"),
        BadBody.of("unfinished", "{\"email\": \"a", "invalid_json"),
        BadBody.of("two objects", "{} {}", "invalid_json"),
        BadBody.of("comma at the end", "{\"email\": \"a@example.org\",}", "invalid_json"),
        BadBody.of("name without quotes", "{email: 1}", "invalid_json"),
        BadBody.of("not a number", "{\"email\": NaN}", "invalid_json"),
        BadBody.of("comment", "{/* */}", "invalid_json"),
        BadBody.of("line break in a text", "{\"email\": \"a\nb\"}", "invalid_json"),
        BadBody.of("array", "[]", "not_an_object"),
        BadBody.of("text", "\"x\"", "not_an_object"),
        BadBody.of("null", "null", "not_an_object"),
        BadBody.of("number", "1", "not_an_object"),
        BadBody.of("33 levels", "{\"a\":".repeat(33) + "1" + "}".repeat(33), "too_deep"),
        BadBody.of("60000 levels", "[".repeat(60_000), "too_deep"),
        BadBody.of(
            "a name twice",
            "{\"email\": \"a@example.org\", \"email\": \"b@example.org\"}",
            "duplicate_key"),
        BadBody.of("NUL", "{\"email\": \"a\\u0000\"}", "invalid_characters"),
        BadBody.of("NUL in a name", "{\"\\u0000\": 1}", "invalid_characters"),
        BadBody.of("lone high surrogate", "{\"email\": \"\\ud800\"}", "invalid_characters"),
        BadBody.of("lone low surrogate", "{\"email\": \"\\udc00 a\"}", "invalid_characters"),
        BadBody.of("byte order mark", "\ufeff{}", "invalid_encoding"),
        new BadBody(
            "Latin-1", "{\"email\": \"\u00e9\"}".getBytes(ISO_8859_1), 400, "invalid_encoding"),
        new BadBody(
            "encoded surrogate",
            "{\"email\": \"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1),
            400,
            "invalid_encoding"),
        new BadBody(
            "overlong encoding",
            "{\"email\": \"\u00c0\u00af\"}".getBytes(ISO_8859_1),
            400,
            "invalid_encoding"),
        new BadBody(
            "more than 64 KiB",
            ("{\"a\": \"" + "x".repeat(65_536) + "\"}").getBytes(UTF_8),
            413,
            "too_large"));
  }

  @ParameterizedTest
  @MethodSource("endpointsWithBody")
  void bodies_malformed_areRejectedEverywhere(Endpoint endpoint) {
    for (BadBody body : badBodies()) {
      Answer answer = http.send(endpoint.method(), endpoint.path(), body.bytes(), JSON);
      assertEquals(
          body.status() + " " + body.code(), answer.status() + " " + answer.code(), body.name());
      answer.expectRejection();
    }
  }

  @ParameterizedTest
  @MethodSource("endpointsWithBody")
  void bodies_ofOtherTypes_areRejectedEverywhere(Endpoint endpoint) {
    byte[] body = "{\"email\": \"a@example.org\"}".getBytes(UTF_8);
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "application/problem+json",
            "*/*")) {
      http.send(endpoint.method(), endpoint.path(), body, type)
          .expectRejection(415, "unsupported_media_type");
    }
    http.send(endpoint.method(), endpoint.path(), body, null)
        .expectRejection(415, "unsupported_media_type");
    for (String type : List.of("nonsense", "/", "application/json; charset")) {
      http.send(endpoint.method(), endpoint.path(), body, type).expectRejection(400, "bad_request");
    }
  }

  @ParameterizedTest
  @MethodSource("endpointsWithBody")
  void fields_ofWrongTypes_areRejected(Endpoint endpoint) {
    App app = SERVER.app();
    app.signUp();
    List<String> fields =
        List.of(
            "email",
            "username",
            "password",
            "current_password",
            "new_password",
            "key",
            "code",
            "phone",
            "refresh",
            "refresh_token",
            "sessions",
            "trusted_devices",
            "trust",
            "primary");
    for (String value :
        List.of(
            "1",
            "-1",
            "1.5",
            "1e999999999",
            "9".repeat(4_000),
            "true",
            "null",
            "[]",
            "[1e999999999]",
            "[9223372036854775808]",
            "[[]]",
            "[null]",
            "[\"\"]",
            "{}",
            "{\"a\": 1}",
            "\"\"",
            "\" \"",
            "\"" + "x".repeat(60_000) + "\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u202e\\u0001\"")) {
      List<String> named = value.length() > 4_000 ? fields.subList(0, 1) : fields;
      byte[] bytes =
          named.stream()
              .map(f -> '"' + f + "\":" + value)
              .collect(joining(",", "{", "}"))
              .getBytes(UTF_8);
      Answer anonymous = http.send(endpoint.method(), endpoint.path(), bytes, JSON);
      assertTrue(anonymous.status() < 500, () -> value + ": " + anonymous);
      if (!endpoint.path().endsWith("/auth/session")) {
        Answer loggedIn = http.send(endpoint.method(), endpoint.path(), bytes, JSON, app.bearer());
        assertTrue(loggedIn.status() < 500, () -> value + ": " + loggedIn);
      }
    }
    app.session().expect(200);
  }

  @Test
  void bodies_inChunks_areReadAlike() {
    byte[] good =
        "{\"email\": \"nobody@example.org\", \"password\": \"not-the-password-1\"}".getBytes(UTF_8);
    byte[] large = ("{\"a\": \"" + "x".repeat(200_000) + "\"}").getBytes(UTF_8);
    http.send("POST", Http.API + "/auth/login", inChunks(good), "Content-Type", JSON)
        .expectRejection(400, "email_password_mismatch");
    http.send("POST", Http.API + "/auth/login", inChunks(large), "Content-Type", JSON)
        .expectRejection(413, "too_large");
    http.send("POST", Http.API + "/auth/login", inChunks(good))
        .expectRejection(415, "unsupported_media_type");
  }

  @Test
  void body_empty_isAnEmptyObject() {
    http.send("POST", Http.API + "/auth/login", new byte[0], null).expectRejection(400, "required");
    http.send("POST", Http.API + "/auth/login", new byte[0], JSON).expectRejection(400, "required");
    http.send(
            "POST",
            Http.API + "/auth/login",
            "{}".getBytes(UTF_8),
            "Application/JSON; charset=UTF-8")
        .expectRejection(400, "required");
  }

  @Test
  void body_withAWrongLength_isRejected() {
    String body = "{\"email\": \"nobody@example.org\", \"password\": \"not-the-password-1\"}";
    for (List<String> lies :
        List.of(
            List.of("Content-Length: 5"),
            List.of("Content-Length: -5"),
            List.of("Content-Length: many"),
            List.of("Content-Length: 99999999999999999999"),
            List.of("Content-Length: 5", "Content-Length: 66"),
            List.of("Content-Length: 5", "Transfer-Encoding: chunked"),
            List.of("Transfer-Encoding: chunked"),
            List.of("Transfer-Encoding: nonsense"),
            List.of("Content-Encoding: gzip", "Content-Length: " + body.length()))) {
      List<String> headers =
          Stream.concat(Stream.of("Content-Type: application/json"), lies.stream()).toList();
      expectHarmless(
          RawConnection.send(
              SERVER.base(), "POST " + Http.API + "/auth/login HTTP/1.1", headers, body));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nowhere",
        "/index.html",
        "/WEB-INF/web.xml",
        "/META-INF/persistence.xml",
        "/application.wadl",
        "/_allauth",
        "/_allauth/",
        "/_allauth/nowhere",
        "/_allauth/app/v1",
        "/_allauth/app/v2/config",
        "/_allauth/app/v1/nowhere",
        "/_allauth/app/v1//config",
        "/_allauth/application.wadl",
        "/api",
        "/api/nowhere",
        "/api/application.wadl",
        "/.well-known",
        "/.well-known/nowhere",
        "/_latchkey/error",
        "/_latchkey/nowhere",
        "/_allauth/app/v1/../../../nowhere",
        "/%E2%98%83",
        "/?a=%zz"
      })
  void unknownPath_withAnyMethod_returns404(String path) {
    // WildFly answers these by itself: see the tests below.
    assumeFalse(ServerProcess.isWildFly() && (path.contains("-INF") || path.contains("%zz")));
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND")) {
      RawConnection.Raw raw =
          RawConnection.send(SERVER.base(), method + " " + path + " HTTP/1.1", List.of(), "");
      assertEquals(404, raw.status(), method + " " + path);
      assertTrue(raw.body().contains("\"code\":\"not_found\""), raw::text);
      assertTrue(
          raw.head().contains("application/json") && raw.head().contains("no-store"), raw::text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/WEB-INF/web.xml",
        "/web-inf/web.xml",
        "/META-INF/persistence.xml",
        "//WEB-INF/jboss-web.xml"
      })
  void files_ofTheWar_areNotServed(String path) {
    RawConnection.Raw raw =
        RawConnection.send(SERVER.base(), "GET " + path + " HTTP/1.1", List.of(), "");
    assertEquals(404, raw.status());
    assertFalse(raw.body().contains("xml"), raw::text);
  }

  @Test
  void query_undecodable_doesNoHarm() {
    for (String path :
        List.of(
            "/",
            Http.API + "/config",
            "/api/me",
            "/.well-known/jwks.json",
            "/_latchkey/admin/v1/accounts/50")) {
      expectHarmless(
          RawConnection.send(SERVER.base(), "GET " + path + "?a=%zz HTTP/1.1", List.of(), ""));
    }
  }

  @Test
  void otherMethods_areRejectedWithAllow() {
    Set<String> paths = new TreeSet<>(Set.of("/api/me", "/.well-known/jwks.json"));
    Endpoints.API.forEach(endpoint -> paths.add(endpoint.path()));
    for (String path : paths) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND")) {
        Answer answer = http.send(method, path, BodyPublishers.noBody());
        if (answer.status() == 405) {
          answer.expectRejection(405, "method_not_allowed");
          assertFalse(answer.header("Allow").isBlank(), answer::toString);
          assertFalse(
              List.of(answer.header("Allow").split(", *")).contains(method), answer::toString);
        } else {
          assertTrue(
              Endpoints.API.contains(new Endpoint(method, path)) || method.equals("GET"),
              method + " " + path);
        }
      }
    }
  }

  @Test
  void headOptionsAndTrace_revealNothingMore() {
    for (Endpoint endpoint : Endpoints.API) {
      assertEquals("", http.send("HEAD", endpoint.path(), BodyPublishers.noBody()).text());
      Answer options = http.send("OPTIONS", endpoint.path(), BodyPublishers.noBody());
      assertTrue(
          options.status() == 200 && options.header("Allow").contains(endpoint.method()),
          options::toString);
      assertFalse(options.text().contains("<"), options.text());
      http.send("TRACE", endpoint.path(), BodyPublishers.noBody()).expect(405);
    }
  }

  @Test
  void options_onEndpointsForServers_nameTheirMethod() {
    for (String path : List.of("/_allauth/introspect", "/_allauth/revoke")) {
      Answer options = http.send("OPTIONS", path, BodyPublishers.noBody());
      assertTrue(
          options.status() == 200 && options.header("Allow").contains("POST"), options::toString);
    }
  }

  @Test
  void matrixParameter_onTheClientSegment_changesNothing() {
    for (String path : List.of("/_allauth/app;x/v1/config", "/_allauth/app;a=b/v1/config;c")) {
      RawConnection.Raw answer =
          RawConnection.send(SERVER.base(), "GET " + path + " HTTP/1.1", List.of(), "");
      assertTrue(List.of(200, 404).contains(answer.status()), answer::text);
    }
  }

  @ParameterizedTest
  @MethodSource("api")
  void authorization_malformed_doesNoHarm(Endpoint endpoint) {
    for (String authorization :
        List.of(
            "Bearer",
            "Bearer ",
            "bearer x",
            "Bearer a b",
            "Bearer a.b.c",
            "Bearer a.b.c.d.e",
            "Basic YTpi",
            ",",
            "Bearer eyJhbGciOiJub25lIn0.e30.",
            "Bearer " + "a".repeat(6_000),
            "Bearer " + "a.".repeat(3_000),
            "Bearer \u00e9",
            "Bearer '; DROP TABLE account; --",
            "Bearer a, Bearer b")) {
      List<String> headers = List.of("Authorization: " + authorization);
      expectHarmless(RawConnection.send(SERVER.base(), endpoint + " HTTP/1.1", headers, ""));
    }
    for (String token :
        List.of("x", "x".repeat(6_000), "\u00ff", "a\tb", "%0d%0aSet-Cookie: a=b")) {
      List<String> headers = List.of("X-Session-Token: " + token);
      RawConnection.Raw raw =
          RawConnection.send(SERVER.base(), endpoint + " HTTP/1.1", headers, "");
      expectHarmless(raw);
      assertTrue(raw.status() == 410 || raw.status() == 400, raw::text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: text/html",
        "Accept: nonsense",
        "Accept: ",
        "Accept: application/json;q=x",
        "Accept: */*;q=2",
        "Accept-Language: \u0001",
        "Accept-Language: de;q=x,,;",
        "Accept-Language: --",
        "X-Request-ID: a\u000bb",
        "X-Request-ID: <script>",
        "X-Forwarded-For: '",
        "Cookie: $Version=x; JSESSIONID=1",
        "Content-Type: //",
        "User-Agent: \u00ff\u00fe",
        "Expect: miracles",
        "Upgrade: h2c",
        "Range: bytes=-1",
        "If-None-Match: nonsense",
        "If-Match: nonsense",
        "X-HTTP-Method-Override: DELETE"
      })
  void headers_unusual_doNoHarm(String header) {
    // It fails by itself then, before it knows which application is meant.
    assumeFalse(header.startsWith("Cookie") && ServerProcess.isWildFly());
    for (String path :
        List.of(
            Http.API + "/config",
            Http.API + "/auth/session",
            "/api/me",
            "/.well-known/jwks.json")) {
      RawConnection.Raw raw =
          RawConnection.send(SERVER.base(), "GET " + path + " HTTP/1.1", List.of(header), "");
      expectHarmless(raw);
      assertFalse(raw.text().contains("<script>"), raw::text);
    }
  }

  @Test
  void headers_tooMany_doNoHarm() {
    List<String> many =
        Stream.iterate(1, i -> i + 1).limit(300).map(i -> "X-Header-" + i + ": 1").toList();
    expectHarmless(
        RawConnection.send(SERVER.base(), "GET " + Http.API + "/config HTTP/1.1", many, ""));
    List<String> long_ = List.of("X-Session-Token: " + "x".repeat(100_000));
    expectHarmless(
        RawConnection.send(SERVER.base(), "GET " + Http.API + "/config HTTP/1.1", long_, ""));
  }

  @AfterAll
  static void theLogShowsNoFailure() {
    assertEquals(List.of(), AnswerCheck.failures(SERVER.log()));
  }

  /**
   * Rejected by the server's HTTP parser with nothing, or by us with an envelope, or served; never
   * a failure.
   */
  private static void expectHarmless(RawConnection.Raw raw) {
    assertTrue(raw.status() < 500, raw::text);
    assertFalse(raw.body().toLowerCase().contains("<html"), raw::text);
    assertFalse(raw.head().contains("Set-Cookie"), raw::text);
    if (!raw.body().isEmpty()) {
      assertTrue(raw.head().contains("application/json"), raw::text);
    }
  }

  private static BodyPublisher inChunks(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }
}
