package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Endpoints;
import dev.latchkey.it.support.Endpoints.Endpoint;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pairs of JWTs, validated without the database, with keys that the server generated. */
class JwtIT {

  @RegisterExtension static final RunningServer SERVER = RunningServer.withJwt();

  private final Http http = SERVER.http();
  private final App app = SERVER.app();

  @Test
  void client_signsUpRefreshesAndLogsOut() {
    app.signUp();
    app.session().expect(200);
    app.me().expect(200);

    String first = app.refreshToken();
    Answer refreshed = app.refresh().expect(200);
    assertEquals(refreshed.at("/data/access_token"), refreshed.at("/access_token"));
    assertEquals(refreshed.at("/data/refresh_token"), refreshed.at("/refresh_token"));
    assertEquals("no-store", refreshed.header("Cache-Control"));
    app.refresh(first).expectRejection(400, "invalid_token");
    app.me().expect(200);

    app.logOut().expectRejection().expect(401);
    app.refresh().expectRejection(400, "invalid_token");
    http.get(Http.API + "/auth/session", app.session(app.sessionToken())).expect(410);
  }

  @Test
  void documentedRefreshEndpoint_doesTheSame() {
    app.signUp();
    Answer first =
        http.post(Http.API + "/auth/token/refresh", "{\"refresh\": \"" + app.refreshToken() + "\"}")
            .expect(200);
    assertTrue(first.json().getJsonObject("meta").getBoolean("is_authenticated"));
    assertEquals(first.at("/data/access_token"), first.at("/meta/access_token"));
    String body = "{\"refresh_token\": \"" + first.at("/meta/refresh_token") + "\"}";
    Answer second = http.post(Http.API + "/auth/token/refresh", body).expect(200);
    http.get("/api/me", "Authorization", "Bearer " + second.at("/meta/access_token")).expect(200);
    http.post(Http.API + "/auth/token/refresh", body).expectRejection(400, "invalid_token");
  }

  @Test
  void accessToken_verifiesWithThePublishedKeys_refreshTokenDoesNot() {
    app.signUp();
    JwtClaims access = Tokens.verify(app.accessToken(), http, "RS256", null, null);
    assertEquals("access", access.getClaimValueAsString("token_use"));
    String refresh = app.refreshToken();
    Tokens.reject(refresh, http);
    assertEquals("\"refresh\"", Tokens.claim(refresh, "token_use"));
    assertEquals("rt+jwt", Tokens.header(refresh, "typ"));
    assertEquals(app.me().at("/sub"), Tokens.text(access, "sub"));
    assertEquals(300, Tokens.number(access, "exp") - Tokens.number(access, "iat"));
    assertEquals(
        86_400,
        Long.parseLong(Tokens.claim(refresh, "exp"))
            - Long.parseLong(Tokens.claim(refresh, "iat")));
    for (String claim : List.of("jti", "sid")) {
      assertNotEquals(Tokens.claim(app.accessToken(), claim), Tokens.claim(refresh, claim), claim);
    }
    assertEquals(app.me().at("/name"), Tokens.header(app.accessToken(), "upn"));
    for (String claim : List.of("iss", "aud", "groups", "upn")) {
      assertFalse(access.hasClaim(claim), claim);
    }
  }

  @Test
  void publishedKeys_unchanged_areNotSentAgain() {
    String tag = http.get("/.well-known/jwks.json").expect(200).header("ETag");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      http.get("/.well-known/jwks.json", "If-None-Match", known).expect(304);
    }
    for (String unknown : List.of("\"other\"", "nonsense", ",", "W/")) {
      http.get("/.well-known/jwks.json", "If-None-Match", unknown).expect(200);
    }
  }

  @Test
  void scheme_isComparedWithoutCase() {
    app.signUp();
    http.get("/api/me", "Authorization", "bEARER " + app.accessToken()).expect(200);
    http.get(Http.API + "/auth/session", "Authorization", "bEARER " + app.accessToken())
        .expect(200);
    http.get("/api/me", "Authorization", "Token " + app.accessToken())
        .expectRejection(401, "unauthorized");
  }

  @Test
  void sessionToken_takesPrecedenceOverABearerToken() {
    app.signUp();
    App other = SERVER.app();
    other.signUp();
    String[] both = {
      "X-Session-Token", other.sessionToken(), "Authorization", "Bearer " + app.accessToken()
    };
    assertEquals(
        other.email(),
        http.get(Http.API + "/auth/session", both).expect(200).at("/data/user/email"));
    assertEquals(other.me().at("/sub"), http.get("/api/me", both).expect(200).at("/sub"));
    both[1] = "unknown";
    http.get(Http.API + "/auth/session", both).expect(410);
    http.get("/api/me", both).expect(401);
  }

  @Test
  void accessToken_afterLogout_isGoneFromTheApiAndValidElsewhereUntilItExpires() {
    app.signUp();
    app.logOut().expect(401);
    for (Endpoint endpoint : Endpoints.API) {
      http.send(endpoint.method(), endpoint.path(), BodyPublishers.noBody(), app.bearer())
          .expectRejection()
          .expect(410);
    }
    app.me().expect(200);
  }

  @Test
  void token_inAnotherUse_isRejected() {
    app.signUp();
    http.get("/api/me", "Authorization", "Bearer " + app.refreshToken())
        .expectRejection(401, "invalid_token");
    http.get(Http.API + "/auth/session", "Authorization", "Bearer " + app.refreshToken())
        .expect(401);
    http.get("/api/me", "Authorization", "Bearer " + app.sessionToken())
        .expectRejection(401, "invalid_token");
    app.refresh(app.accessToken()).expectRejection(400, "invalid_token");
    app.refresh(app.sessionToken()).expectRejection(400, "invalid_token");
  }

  @Test
  void tokens_tamperedWith_areRejected() {
    app.signUp();
    String[] parts = app.accessToken().split("\\.");
    String noAlgorithm = Tokens.base64("{\"alg\":\"none\"}") + "." + parts[1] + ".";
    String claims = Tokens.text(parts[1]).replace("\"sub\":\"", "\"sub\":\"1");
    String otherClaims = parts[0] + "." + Tokens.base64(claims) + "." + parts[2];
    String noSignature = parts[0] + "." + parts[1] + ".";
    for (String token : List.of(noAlgorithm, otherClaims, noSignature, app.accessToken() + "A")) {
      Answer answer =
          http.get("/api/me", "Authorization", "Bearer " + token)
              .expectRejection(401, "invalid_token");
      assertEquals("Bearer error=\"invalid_token\"", answer.header("WWW-Authenticate"));
      app.refresh(token).expectRejection(400, "invalid_token");
    }
  }

  @Test
  void generatedKeys_areReportedAsEvaluationOnlyOnce() {
    long lines =
        SERVER.log().lines().filter(line -> line.contains("SECRET_KEY is not set")).count();
    assertEquals(1, lines);
  }
}
