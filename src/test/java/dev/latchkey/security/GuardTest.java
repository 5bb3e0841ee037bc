package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeClock;
import dev.latchkey.FakeContainerRequest;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.AccessRule.Access;
import dev.latchkey.web.FakeRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link Guard} with its {@link Gate}, on real authentication. */
class GuardTest {

  private static final AccessRule CALLER = rule(Access.CALLER);

  private final FakeAuthentication fake = new FakeAuthentication();
  private final FakeClock clock = new FakeClock(FakeAuthentication.PROVEN);

  /** What a server knows of the caller. */
  private record Container(Principal getUserPrincipal, Set<String> roles)
      implements SecurityContext {

    @Override
    public boolean isUserInRole(String role) {
      return roles.contains(role);
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public String getAuthenticationScheme() {
      return null;
    }
  }

  @Path("/orders")
  @RolesAllowed("clerk")
  static class Orders {
    @Path("/{id}")
    @RolesAllowed("admin")
    public Order order() {
      return new Order();
    }
  }

  static class Order {}

  @Test
  void anyone_withoutToken_passes() {
    assertPasses(rule(Access.ANYONE), null);
  }

  @Test
  void openRule_withAnInvalidToken_passesAnonymously() {
    FakeContainerRequest request = filtered(rule(Access.ANYONE), "bad", container(null));
    assertTrue(request.aborted().isEmpty());
    assertNull(request.security().getUserPrincipal());
  }

  @Test
  void denyAll_withAnyToken_isForbidden() {
    assertRejected(403, null, rule(Access.NOBODY), "good");
    assertEquals(0, fake.asked.size());
  }

  @Test
  void caller_withoutToken_isChallenged() {
    assertRejected(401, "Bearer", CALLER, null);
  }

  @Test
  void caller_withAnInvalidToken_getsTheChallengeForIt() {
    assertRejected(401, "Bearer error=\"invalid_token\"", CALLER, "bad");
  }

  @Test
  void caller_whoseTokenCannotBeChecked_isAskedToTryAgain() {
    Response response = assertRejected(503, null, CALLER, "away");
    assertEquals("5", response.getHeaderString("Retry-After"));
  }

  @Test
  void caller_withAValidToken_isThePrincipal() {
    FakeContainerRequest request = filtered(CALLER, "good", container(null));
    assertTrue(request.aborted().isEmpty());
    assertEquals("ada@example.org", request.security().getUserPrincipal().getName());
    assertTrue(request.security().isUserInRole("clerk"));
  }

  @Test
  void roles_notTheCallers_areForbidden() {
    assertPasses(roles("clerk"), "good");
    assertPasses(roles("admin", AccessRule.ANY_CALLER), "good");
    assertRejected(403, null, roles("admin"), "good");
  }

  @Test
  void callerOfAnotherMechanism_hasTheRolesOfTheContainer() {
    SecurityContext bob = new Container(() -> "bob", Set.of("auditor"));
    assertTrue(filtered(CALLER, null, bob).aborted().isEmpty());
    assertTrue(filtered(roles("auditor"), null, bob).aborted().isEmpty());
    assertEquals(403, filtered(roles("clerk"), null, bob).aborted().orElseThrow().getStatus());
  }

  @Test
  void callerOfAnotherMechanism_whereATokenIsNeeded_isChallenged() {
    SecurityContext bob = new Container(() -> "bob", Set.of("auditor"));
    AccessRule needsToken =
        new AccessRule(Access.CALLER, Set.of(), Optional.of(TokenUse.SESSION), Optional.empty());
    assertEquals(401, filtered(needsToken, null, bob).aborted().orElseThrow().getStatus());
  }

  @Test
  void caller_knownToTheMechanism_isNotJudgedAgain() {
    SecurityContext known =
        new Container(FakeAuthentication.caller(TokenUse.SESSION), Set.of("clerk"));
    assertTrue(filtered(CALLER, "good", known).aborted().isEmpty());
    assertEquals(0, fake.asked.size());
  }

  @Test
  void caller_isAttachedToTheRequest_unlessTheMechanismHasDoneIt() {
    Caller known = FakeAuthentication.caller(TokenUse.SESSION);
    Container container = new Container(known, Set.of("clerk"));
    FakeRequest anew = new FakeRequest("GET", "/orders");
    FakeContainerRequest request = new FakeContainerRequest("GET").of(container).to("resource");
    new Guard(Optional.of(CALLER), gate(anew)).filter(request.asServed());
    assertEquals(Optional.of(known), Caller.of(anew.asServed()));

    FakeRequest attached = new FakeRequest("GET", "/orders");
    request.having(Caller.ATTRIBUTE, known);
    new Guard(Optional.of(CALLER), gate(attached)).filter(request.asServed());
    assertEquals(Optional.empty(), Caller.of(attached.asServed()));
  }

  @Test
  void recentlyAuthenticated_tooLongAgo_asksToAuthenticateAgain() {
    AccessRule recent =
        new AccessRule(
            Access.CALLER, Set.of(), Optional.empty(), Optional.of(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertPasses(recent, "good");
    clock.advance(Duration.ofMillis(1));
    assertRejected(
        401, "Bearer error=\"insufficient_user_authentication\", max_age=300", recent, "good");
  }

  @Test
  void requiredFactor_notUsed_asksForIt() {
    Response response =
        assertRejected(
            401,
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa phr\"",
            factor(false, null),
            "good");
    assertEquals(
        "{\"status\":401,\"errors\":[{\"message\":\"Use a second factor, then repeat the request.\","
            + "\"code\":\"insufficient_user_authentication\"}],"
            + "\"data\":{\"flows\":[{\"id\":\"mfa_reauthenticate\"},{\"id\":\"mfa_enroll\"}]},"
            + "\"meta\":{\"is_authenticated\":true}}",
        new String((byte[]) response.getEntity(), StandardCharsets.UTF_8));
    assertRejected(401, "Bearer", factor(false, null), null);
    assertRejected(401, "Bearer error=\"invalid_token\"", factor(false, null), "bad");
    assertPasses(factor(false, null), "factor");
    assertPasses(factor(false, null), "passkey");
  }

  @Test
  void requiredPasskey_withAnotherFactor_asksForAPasskey() {
    assertPasses(factor(true, null), "passkey");
    assertRejected(
        401,
        "Bearer error=\"insufficient_user_authentication\", acr_values=\"phr\", max_age=60",
        factor(true, Duration.ofMinutes(1)),
        "factor");
  }

  @Test
  void requiredFactor_usedTooLongAgo_asksForItAgain() {
    AccessRule fresh = factor(false, Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(1).minusMillis(1));
    assertPasses(fresh, "factor");
    clock.advance(Duration.ofMillis(1));
    assertRejected(
        401,
        "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa phr\", max_age=60",
        fresh,
        "factor");
  }

  @Test
  void requiredFactor_ofAnAccessToken_isLookedUpBeforeARejection() {
    assertPassesByAccess(factor(false, null), "older");
    assertEquals(List.of("ACCESS older", "ACCESS older"), fake.asked);
    fake.asked.clear();
    assertPassesByAccess(factor(false, null), "factor");
    assertEquals(List.of("ACCESS factor"), fake.asked);
  }

  @Test
  void requiredFactor_ofACallerInAnotherRole_isForbiddenFirst() {
    AccessRule rule =
        new AccessRule(
            Access.ROLES,
            Set.of("admin"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new AccessRule.Factor(false, Optional.empty())));
    assertRejected(403, null, rule, "good");
  }

  private static AccessRule factor(boolean passkey, Duration within) {
    return new AccessRule(
        Access.CALLER,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new AccessRule.Factor(passkey, Optional.ofNullable(within))));
  }

  private void assertPassesByAccess(AccessRule rule, String token) {
    FakeRequest sent = new FakeRequest("GET", "/orders").with("Authorization", "Bearer " + token);
    FakeContainerRequest request =
        new FakeContainerRequest("GET").of(container(null)).to("resource");
    new Guard(Optional.of(rule), gate(sent)).filter(request.asServed());
    assertTrue(request.aborted().isEmpty());
  }

  @Test
  void resource_reachedByALocator_needsWhatTheLocatorNeeds() {
    Guard guard = new Guard(Optional.of(CALLER), gate("good"));
    FakeContainerRequest request =
        new FakeContainerRequest("GET").of(container(null)).to(new Order(), new Orders());
    guard.filter(request.asServed());
    assertEquals(403, request.aborted().orElseThrow().getStatus());
  }

  @Test
  void method_withoutRule_isOpen() {
    FakeContainerRequest request = new FakeContainerRequest("GET").of(container(null)).to("root");
    new Guard(Optional.empty(), gate((String) null)).filter(request.asServed());
    assertTrue(request.aborted().isEmpty());
  }

  private void assertPasses(AccessRule rule, String token) {
    assertTrue(filtered(rule, token, container(null)).aborted().isEmpty());
  }

  private Response assertRejected(int status, String challenge, AccessRule rule, String token) {
    Response response = filtered(rule, token, container(null)).aborted().orElseThrow();
    assertEquals(status, response.getStatus());
    assertEquals(challenge, response.getHeaderString("WWW-Authenticate"));
    return response;
  }

  private FakeContainerRequest filtered(AccessRule rule, String token, SecurityContext container) {
    FakeContainerRequest request = new FakeContainerRequest("GET").of(container).to("resource");
    new Guard(Optional.of(rule), gate(token)).filter(request.asServed());
    return request;
  }

  private Gate gate(String token) {
    FakeRequest request = new FakeRequest("GET", "/orders");
    if (token != null) {
      request.with("X-Session-Token", token);
    }
    return gate(request);
  }

  private Gate gate(FakeRequest request) {
    return new Gate(
        fake.authentication(),
        request.asServed(),
        new Rejections("Bearer"),
        FakeAuthentication.CONVENTIONS_FLOWS,
        Set::of,
        clock);
  }

  private static SecurityContext container(Principal principal) {
    return new Container(principal, Set.of());
  }

  private static AccessRule rule(Access access) {
    return new AccessRule(access, Set.of(), Optional.empty(), Optional.empty());
  }

  private static AccessRule roles(String... roles) {
    return new AccessRule(Access.ROLES, Set.of(roles), Optional.empty(), Optional.empty());
  }
}
