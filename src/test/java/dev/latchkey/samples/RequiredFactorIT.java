package dev.latchkey.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code @RequiresFactor} on resources and beans, in the WAR and in a resource server. */
class RequiredFactorIT {

  private static final String ANY =
      "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa phr\"";
  private static final String PASSKEY =
      "Bearer error=\"insufficient_user_authentication\", acr_values=\"phr\"";

  /** The challenge of each guarded path to a caller who has used no factor. */
  private static final Map<String, String> GUARDED =
      new TreeMap<>(
          Map.of(
              "/factor", ANY,
              "/factor/sub", ANY,
              "/factor/fresh", ANY + ", max_age=300",
              "/factor/passkey", PASSKEY,
              "/factor-bean", ANY,
              "/factor-bean/sub", ANY,
              "/vault", ANY,
              "/vault/strongroom", ANY,
              "/vault/passkey", PASSKEY));

  private static SampleServer server;

  @BeforeAll
  static void setUp() {
    server = SampleServer.started();
  }

  /** The paths of both applications, with their challenges. */
  private static Map<String, String> guarded() {
    Map<String, String> all = new TreeMap<>();
    for (String application : List.of("/guarded", "/stock/api")) {
      GUARDED.forEach((path, challenge) -> all.put(application + path, challenge));
    }
    return all;
  }

  /** The ways in which a user calls. */
  private static List<Function<String, HttpResponse<String>>> credentials(Visitor visitor) {
    return List.of(visitor::withSession, visitor::withAccess);
  }

  @Test
  void caller_withoutValidToken_isRejectedAsElsewhere() {
    guarded()
        .keySet()
        .forEach(
            path -> {
              HttpResponse<String> anonymous = Visitor.send(Visitor.request(server, path));
              OverlayIT.assertJson(401, anonymous);
              assertEquals("Bearer", OverlayIT.challenge(anonymous), path);
              assertEquals(
                  "Bearer error=\"invalid_token\"",
                  OverlayIT.challenge(Visitor.bearer(server, path, "a.b.c")),
                  path);
            });
  }

  @Test
  void openMethods_ofGuardedClasses_areOpen() {
    for (String application : List.of("/guarded", "/stock/api")) {
      for (String path : List.of("/factor/anyone", "/factor-bean/anyone", "/vault/anyone")) {
        assertEquals(
            "open", Visitor.send(Visitor.request(server, application + path)).body(), path);
      }
    }
  }

  @Test
  void account_withoutFactor_getsTheEnrollmentFlow() {
    Visitor visitor = Visitor.someone(server);
    credentials(visitor).forEach(call -> assertMissing(call, "mfa_enroll", "mfa_enroll"));
  }

  @Test
  void account_withUnusedFactor_getsTheReauthenticationFlow() {
    Visitor visitor = Visitor.someone(server);
    new Factors(visitor).addApp();
    credentials(visitor).forEach(call -> assertMissing(call, "mfa_reauthenticate", "mfa_enroll"));
  }

  @Test
  void appUsed_opensWhatNeedsAnyFactor_withEachToken() {
    Visitor visitor = Visitor.someone(server);
    Factors factors = new Factors(visitor);
    factors.addApp();
    factors.useApp();

    List<Function<String, HttpResponse<String>>> calls = new ArrayList<>(credentials(visitor));
    calls.add(visitor.refreshedTokens()::withAccess);
    calls.forEach(
        call ->
            guarded()
                .forEach(
                    (path, challenge) -> {
                      HttpResponse<String> response = call.apply(path);
                      if (challenge.equals(PASSKEY)) {
                        OverlayIT.assertJson(401, response);
                        assertEquals(challenge, OverlayIT.challenge(response), path);
                      } else {
                        assertEquals("open", response.body(), path);
                      }
                    }));
  }

  @Test
  void keyUsed_opensEverything_withEachToken() {
    Visitor visitor = Visitor.someone(server);
    Factors factors = new Factors(visitor);
    factors.addKey();
    factors.useKey();

    List<Function<String, HttpResponse<String>>> calls = new ArrayList<>(credentials(visitor));
    calls.add(visitor.refreshedTokens()::withAccess);
    calls.forEach(
        call -> guarded().keySet().forEach(path -> assertEquals("open", call.apply(path).body())));
    assertEquals("open", visitor.withSession("/guarded/factor/session").body());
    OverlayIT.assertJson(401, visitor.withAccess("/guarded/factor/session"));
  }

  @Test
  void samplesOfThePage_admitWhoUsedTheirFactor() {
    Visitor clerk = Visitor.clerk(server);
    Factors factors = new Factors(clerk);
    assertEquals(ANY, OverlayIT.challenge(clerk.withSession("/shop/payouts")));
    assertEquals(ANY + ", max_age=600", OverlayIT.challenge(clerk.send("DELETE", "/shop/payouts")));
    factors.addApp();
    factors.useApp();
    assertEquals("no payouts", clerk.withSession("/shop/payouts").body());
    assertEquals("cancelled", clerk.send("DELETE", "/shop/payouts").body());
    HttpResponse<String> rejected = clerk.send("POST", "/shop/payouts");
    assertEquals(PASSKEY + ", max_age=300", OverlayIT.challenge(rejected));
    assertTrue(
        rejected.body().contains("{\"id\":\"mfa_enroll\",\"types\":[\"webauthn\"]}"),
        rejected::body);
    factors.addKey();
    factors.useKey();
    assertEquals("paid, by phr", clerk.send("POST", "/shop/payouts").body());
  }

  @Test
  void cookie_ofABrowser_isJudgedLikeASessionToken() {
    Browser browser = new Browser(Http.ofOverlay(URI.create(server.url(""))));
    browser.signUp().expect(200);
    GUARDED.forEach(
        (path, challenge) ->
            assertEquals(
                challenge,
                browser.get("/guarded" + path).expect(401).header("WWW-Authenticate"),
                path));
    assertEquals("open", browser.get("/guarded/factor/anyone").expect(200).text());
  }

  @Test
  void endedSession_opensNothing() {
    Visitor visitor = Visitor.someone(server);
    Factors factors = new Factors(visitor);
    factors.addApp();
    visitor.logOut();
    credentials(visitor)
        .forEach(
            call ->
                guarded().keySet().forEach(path -> OverlayIT.assertJson(401, call.apply(path))));
  }

  @Test
  void caller_knowsHowTheUserAuthenticated() {
    Visitor visitor = Visitor.clerk(server);
    Factors factors = new Factors(visitor);
    factors.addApp();
    factors.useApp();
    Visitor later = visitor.refreshedTokens();
    for (String application : List.of("/guarded", "/stock/api")) {
      String path = application + "/authentication";
      assertEquals("[pwd, otp, mfa] mfa true [totp]", visitor.withSession(path).body(), path);
      assertEquals("[pwd, otp, mfa] mfa true [totp]", later.withAccess(path).body(), path);
    }
    assertEquals("[pwd] 1fa true []", visitor.withAccess("/guarded/authentication").body());
  }

  @Test
  void claims_reachAnApplicationOfMicroProfile() {
    assumeTrue(ServerProcess.hasMicroProfileJwt());
    Visitor visitor = Visitor.clerk(server);
    Factors factors = new Factors(visitor);
    factors.addApp();
    factors.useApp();
    String claims =
        visitor.refreshedTokens().withAccess("/timesheet/api/timesheet/authentication").body();
    assertTrue(claims.startsWith("mfa "), claims);
    for (String part : List.of("pwd", "otp", "totp")) {
      assertTrue(claims.contains(part), claims);
    }
  }

  /** What a caller who has used no factor gets, and which flows help in the WAR. */
  private static void assertMissing(
      Function<String, HttpResponse<String>> call, String flow, String flowForPasskeys) {
    guarded()
        .forEach(
            (path, challenge) -> {
              HttpResponse<String> response = call.apply(path);
              OverlayIT.assertJson(401, response);
              assertEquals(challenge, OverlayIT.challenge(response), path);
              assertTrue(
                  response.body().contains("\"code\":\"insufficient_user_authentication\""),
                  response::body);
              String helps =
                  !path.startsWith("/guarded")
                      ? "[{\"id\":\"mfa_reauthenticate\"},{\"id\":\"mfa_enroll\"}]"
                      : "\"id\":\"" + (challenge.equals(PASSKEY) ? flowForPasskeys : flow) + "\"";
              assertTrue(response.body().contains(helps), () -> path + " " + response.body());
            });
  }
}
