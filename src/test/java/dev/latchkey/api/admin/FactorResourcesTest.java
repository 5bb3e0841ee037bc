package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.Account;
import dev.latchkey.api.account.AuthenticatorTexts;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.mfa.RecoveryCodes;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The resources of one account's second factors and trusted devices. */
class FactorResourcesTest {

  private static final long UNKNOWN = 987654321;

  private final ApiWorld api =
      ApiWorld.with("MFA_TRUST_ENABLED", "true", "ACCOUNT_EMAIL_NOTIFICATIONS", "true");
  private final OpenSession admin = api.world.open(api.world.account("root@example.org"));
  private final Account ada = new Steps(api.world).verified("ada@example.org");
  private final OpenSession adas = api.world.open(ada);

  /** What an account has. */
  enum Kind {
    AUTHENTICATORS {
      @Override
      Response list(FactorResourcesTest test, long id) {
        return test.authenticators(id).list();
      }

      @Override
      Response removeAll(FactorResourcesTest test, long id) {
        return test.authenticators(id).removeAll();
      }
    },
    TRUSTED_DEVICES {
      @Override
      Response list(FactorResourcesTest test, long id) {
        return test.devices(id).list();
      }

      @Override
      Response removeAll(FactorResourcesTest test, long id) {
        return test.devices(id).removeAll();
      }
    };

    abstract Response list(FactorResourcesTest test, long id);

    abstract Response removeAll(FactorResourcesTest test, long id);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void account_unknown_isNotFound(Kind kind) {
    assertThrows(NotFoundException.class, () -> kind.list(this, UNKNOWN));
    assertThrows(NotFoundException.class, () -> kind.removeAll(this, UNKNOWN));
    assertThrows(NotFoundException.class, () -> kind.list(this, 0));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void account_withoutAny_hasAnEmptyList(Kind kind) {
    assertEquals("{\"status\":200,\"data\":[]}", body(200, kind.list(this, ada.id())).toString());
    assertEquals("{\"status\":200}", body(200, kind.removeAll(this, ada.id())).toString());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void removal_ofAll_leavesThoseOfOtherAccounts(Kind kind) {
    OpenSession bob = api.world.open(new Steps(api.world).verified("bob@example.org"));
    addAll(adas);
    addAll(bob);
    int had = list(kind, bob.session().owner().id()).size();

    assertEquals("{\"status\":200}", body(200, kind.removeAll(this, ada.id())).toString());

    assertEquals(List.of(), list(kind, ada.id()));
    assertEquals(had, list(kind, bob.session().owner().id()).size());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void account_deactivated_isServedAsWell(Kind kind) {
    addAll(adas);
    api.world.deactivate(ada);
    assertFalse(list(kind, ada.id()).isEmpty());
    assertEquals(200, kind.removeAll(this, ada.id()).getStatus());
    assertEquals(List.of(), list(kind, ada.id()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void request_isRecordedWithTheAdministratorWhoMadeIt(Kind kind) {
    kind.list(this, ada.id());
    kind.removeAll(this, ada.id());
    List<AuditEvent> events = api.world.auditEvents();
    String actor = "by=" + admin.session().owner().id() + " in=" + admin.session().id();
    for (AuditEvent event : events.subList(events.size() - 2, events.size())) {
      assertEquals(ada.id(), event.accountId());
      assertEquals(0, event.detail().indexOf(actor), event::detail);
    }
  }

  @Test
  void factors_listed_showNothingSecret() {
    addAll(adas);
    List<String> codes =
        Outcomes.done(api.world.recoveryCodes.show(adas.session())).unused().orElseThrow();

    List<JsonObject> factors = list(Kind.AUTHENTICATORS, ada.id());

    assertEquals(
        List.of(
            List.of("type", "created_at", "last_used_at", "id"),
            List.of(
                "type",
                "created_at",
                "last_used_at",
                "total_code_count",
                "unused_code_count",
                "id")),
        factors.stream().map(factor -> List.copyOf(factor.keySet())).toList());
    codes.forEach(code -> assertFalse(factors.toString().contains(code)));
  }

  @Test
  void factor_removed_takesItsRecoveryCodesAlong_endsWaitingLogins_andTellsTheUser() {
    addAll(adas);
    OpenSession waiting = new Steps(api.world).pending(logIn());

    assertEquals("{\"status\":200}", body(200, remove(ada.id(), "totp")).toString());

    assertEquals(List.of(), list(Kind.AUTHENTICATORS, ada.id()));
    assertTrue(api.world.sessions.find(waiting.token()).isEmpty());
    assertTrue(api.world.sessions.find(adas.token()).isPresent());
    assertEquals("A second factor was removed", api.world.mailTo("ada@example.org").subject());
    List<AuditEvent> events = api.world.auditEvents();
    AuditEvent last = events.get(events.size() - 1);
    assertEquals("admin_removed_authenticators", last.type());
    assertTrue(last.detail().matches("by=\\d+ in=\\d+ authenticator=\\d+ type=totp"), last::detail);
  }

  @Test
  void factor_removed_leavesTheOthers() {
    addAll(adas);
    remove(ada.id(), "recovery_codes");
    assertEquals(
        List.of("totp"),
        list(Kind.AUTHENTICATORS, ada.id()).stream().map(f -> f.getString("type")).toList());
    new Steps(api.world).pending(logIn());
  }

  @Test
  void factor_ofAnotherAccountOrUnknown_isNotFound_andTheOwnOneIsAConflict() {
    addAll(adas);
    OpenSession bob = api.world.open(new Steps(api.world).verified("bob@example.org"));
    long adasFactor = id(ada.id(), "totp");
    long bobsId = bob.session().owner().id();
    assertThrows(NotFoundException.class, () -> authenticators(bobsId).remove(adasFactor));
    assertThrows(NotFoundException.class, () -> authenticators(UNKNOWN).remove(adasFactor));
    assertThrows(NotFoundException.class, () -> authenticators(ada.id()).remove(UNKNOWN));
    assertEquals(2, list(Kind.AUTHENTICATORS, ada.id()).size());
    new Steps(api.world).verify(admin.session().owner(), "root@example.org");
    addAll(admin);
    long own = admin.session().owner().id();
    assertEquals(409, remove(own, "totp").getStatus());
    assertEquals(2, list(Kind.AUTHENTICATORS, own).size());
  }

  private Outcome<LoginOutcome> logIn() {
    return new Steps(api.world).logIn("ada@example.org", dev.latchkey.TestWorld.PASSWORD);
  }

  private long id(long account, String type) {
    return list(Kind.AUTHENTICATORS, account).stream()
        .filter(factor -> factor.getString("type").equals(type))
        .findFirst()
        .orElseThrow()
        .getJsonNumber("id")
        .longValue();
  }

  private Response remove(long account, String type) {
    return authenticators(account).remove(id(account, type));
  }

  @Test
  void devices_listed_areNotComparedWithTheAdministrators() {
    DeviceTokens tokens = addAll(adas);
    RequestContext.enter(RequestContext.NONE.showing(tokens));

    JsonObject device = list(Kind.TRUSTED_DEVICES, ada.id()).get(0);

    assertEquals(
        List.of("id", "client", "user_agent", "ip", "created_at", "last_used_at", "expires_at"),
        List.copyOf(device.keySet()));
    assertFalse(device.toString().contains(tokens.texts().get(0)));
  }

  private DeviceTokens addAll(OpenSession session) {
    TestApp.addedTo(api.world, session.session());
    return api.trust(session, RequestContext.NONE);
  }

  private List<JsonObject> list(Kind kind, long id) {
    return body(200, kind.list(this, id)).getJsonArray("data").getValuesAs(JsonObject.class);
  }

  private AccountAuthenticatorsResource authenticators(long id) {
    AccountAuthenticatorsResource resource = new AccountAuthenticatorsResource();
    resource.exchange = api.exchange(admin, "{}");
    resource.control = api.world.factorControl;
    resource.texts = new AuthenticatorTexts(api.world.bean(RecoveryCodes.class));
    resource.id = id;
    return resource;
  }

  private AccountTrustedDevicesResource devices(long id) {
    AccountTrustedDevicesResource resource = new AccountTrustedDevicesResource();
    resource.exchange = api.exchange(admin, "{}");
    resource.control = api.world.deviceControl;
    resource.id = id;
    return resource;
  }
}
