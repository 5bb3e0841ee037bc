package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.flows.Steps;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom the resources of second factors and trusted devices admit. */
class FactorAdmissionTest {

  private static final String ADA = "ada@example.org";
  private static final UriInfo URI = new FakeContainerRequest("GET").asServed().getUriInfo();

  /** Who is admitted. */
  enum Rule {
    LOGGED_IN,
    LOGGED_IN_OR_ENROLLING,
    RECENT,
    RECENT_OR_ENROLLING;

    boolean isSensitive() {
      return this == RECENT || this == RECENT_OR_ENROLLING;
    }

    boolean includesEnrolling() {
      return this == LOGGED_IN_OR_ENROLLING || this == RECENT_OR_ENROLLING;
    }
  }

  enum Operation {
    FACTORS_LISTED(Rule.LOGGED_IN, (r, e) -> r.factors(e).get()),
    TOTP_SHOWN(Rule.LOGGED_IN_OR_ENROLLING, (r, e) -> r.totp(e).get()),
    TOTP_ADDED(Rule.RECENT_OR_ENROLLING, (r, e) -> r.totp(e).post()),
    TOTP_REMOVED(Rule.RECENT, (r, e) -> r.totp(e).delete()),
    CODES_SHOWN(Rule.RECENT, (r, e) -> r.codes(e).get()),
    CODES_GENERATED(Rule.RECENT, (r, e) -> r.codes(e).post()),
    PASSKEY_BEGUN(Rule.RECENT_OR_ENROLLING, (r, e) -> r.passkeys(e).get(URI)),
    PASSKEY_ADDED(Rule.RECENT_OR_ENROLLING, (r, e) -> r.passkeys(e).post()),
    PASSKEY_RENAMED(Rule.RECENT, (r, e) -> r.passkeys(e).put()),
    PASSKEYS_REMOVED(Rule.RECENT, (r, e) -> r.passkeys(e).delete()),
    DEVICES_LISTED(Rule.LOGGED_IN, (r, e) -> r.devices(e).get()),
    DEVICES_REMOVED(Rule.LOGGED_IN, (r, e) -> r.devices(e).delete());

    final Rule rule;
    private final BiFunction<FactorResources, Exchange, Response> call;

    Operation(Rule rule, BiFunction<FactorResources, Exchange, Response> call) {
      this.rule = rule;
      this.call = call;
    }

    Response call(ApiWorld api, OpenSession session) {
      return call.apply(new FactorResources(api), api.exchange(session, "{}"));
    }
  }

  private final ApiWorld api =
      ApiWorld.with(
          "MFA_SUPPORTED_TYPES",
          "recovery_codes,totp,webauthn",
          "LATCHKEY_MFA_REQUIRED",
          "everyone");

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_withoutSession_isUnauthorized(Operation operation) {
    assertEquals(List.of("login", "signup"), flows(401, operation.call(api, null)));
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_ofSessionBeforeItsLogin_isUnauthorized(Operation operation) {
    OpenSession anonymous = api.world.openPending();
    assertEquals(List.of("login", "signup"), flows(401, operation.call(api, anonymous)));
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_ofLoginThatWaitsForACode_isUnauthorized(Operation operation) {
    TestApp.addedTo(api.world, verified().session());
    assertEquals(
        List.of("login", "signup", "mfa_authenticate!"),
        flows(401, operation.call(api, pendingLogin())));
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_ofLoginThatWaitsForAFactor_isAdmittedIfItAddsOne(Operation operation) {
    new Steps(api.world).verified(ADA);
    Response response = operation.call(api, pendingLogin());
    if (operation.rule.includesEnrolling()) {
      assertNotEquals(401, response.getStatus());
    } else {
      assertEquals(List.of("login", "signup", "mfa_enroll!"), flows(401, response));
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_withinFiveMinutesOfAuthentication_isAdmitted(Operation operation) {
    OpenSession session = verified();
    api.world.clock.advance(Duration.ofSeconds(300).minusMillis(1));
    assertNotEquals(401, operation.call(api, session).getStatus());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void request_longAfterAuthentication_needsAnotherIfItIsSensitive(Operation operation) {
    OpenSession session = verified();
    api.world.clock.advance(Duration.ofSeconds(300));
    Response response = operation.call(api, session);
    if (operation.rule.isSensitive()) {
      assertEquals(List.of("reauthenticate"), flows(401, response));
    } else {
      assertNotEquals(401, response.getStatus());
    }
  }

  private OpenSession verified() {
    return api.world.open(new Steps(api.world).verified(ADA));
  }

  private OpenSession pendingLogin() {
    Steps steps = new Steps(api.world);
    return steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
  }
}
