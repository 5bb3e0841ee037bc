package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.Tokens;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JWTs that end immediately with their session, for MicroProfile consumers, with own claims. */
class StatefulJwtIT {

  private static final String ISSUER = "https://login.example.org";
  private static final String AUDIENCE = "shop";

  static final Map<String, String> SETTINGS =
      Map.of(
          "HEADLESS_TOKEN_STRATEGY",
              "allauth.headless.tokens.strategies.jwt.strategy.JWTTokenStrategy",
          "HEADLESS_JWT_ALGORITHM", "ES256",
          "HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true",
          "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10",
          "HEADLESS_JWT_ISSUER", ISSUER,
          "HEADLESS_JWT_AUDIENCE", AUDIENCE,
          "HEADLESS_JWT_CLAIMS_CONTACT", "mailto:{email}");

  @RegisterExtension static final RunningServer SERVER = RunningServer.with(SETTINGS);

  private final Http http = SERVER.http();
  private final App app = SERVER.app();

  @Test
  void accessTokens_endWithTheSession() {
    app.signUp();
    app.me().expect(200);
    app.session().expect(200);
    app.logOut().expect(401);
    app.me().expectRejection(401, "invalid_token");
    app.session().expect(401);
    app.refresh().expectRejection(400, "invalid_token");
    http.get(Http.API + "/auth/session", app.session(app.sessionToken())).expect(410);
  }

  @Test
  void accessTokens_haveTheClaimsOfMicroProfileJwt() throws MalformedClaimException {
    app.signUp();
    JwtClaims access = Tokens.verify(app.accessToken(), http, "ES256", ISSUER, AUDIENCE);
    assertEquals(Tokens.text(access, "sub"), Tokens.text(access, "upn"));
    assertEquals(List.of(), access.getStringListClaimValue("groups"));
    assertFalse(access.hasClaim("contact"), "the address in it is not verified");
    assertEquals(Tokens.text(access, "sub"), app.me().expect(200).at("/name"));
    Tokens.reject(app.refreshToken(), http);
  }

  @Test
  void refreshToken_replayedWithinInterval_returnsTheSameSuccessor() {
    app.signUp();
    String first = app.refreshToken();
    app.refresh().expect(200);
    Answer again = app.refresh(first).expect(200);
    assertEquals(
        Tokens.claim(app.refreshToken(), "jti"),
        Tokens.claim(again.at("/data/refresh_token"), "jti"));
    assertEquals(
        Tokens.claim(app.refreshToken(), "exp"),
        Tokens.claim(again.at("/data/refresh_token"), "exp"));
    app.refresh().expect(200);
  }
}
