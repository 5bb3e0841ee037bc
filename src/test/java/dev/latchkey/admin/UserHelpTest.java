package dev.latchkey.admin;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Rejection;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What administrators do for single users: invite, reset, verify, end sessions. */
class UserHelpTest {

  private static final Admin ADMIN = new Admin(1, 2);
  private static final String LINK = "https://app.example.org/reset/";

  private TestWorld world = TestWorld.with();

  @AfterEach
  void close() {
    world.close();
  }

  private void underSettings(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  private long invite(String email) {
    NewAccount wanted = new NewAccount(email, false, null, null, Set.of(), Map.of());
    return done(world.bean(Invitation.class).invite(wanted, ADMIN));
  }

  private void setPasswordBy(String email) {
    String key = world.mailTo(email).keyAfter(LINK);
    done(world.reset.look(key, Optional.empty()));
    done(world.reset.reset(key, TestWorld.PASSWORD, Optional.empty()));
  }

  @Test
  void invitation_setsAPasswordAndVerifiesTheAddress() {
    for (String byCode : List.of("false", "true")) {
      underSettings(
          "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED",
          byCode,
          "HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY",
          LINK + "{key}");
      long id = invite("ada@example.org");

      setPasswordBy("ada@example.org");

      Account account = world.accounts.find(id).orElseThrow();
      assertTrue(account.hasUsablePassword());
      assertTrue(world.addresses.hasVerified(account));
      world.logIn("ada@example.org");
      assertTrue(world.audited().contains("admin_invited_account"));
    }
  }

  @Test
  void reset_sentByAnAdministrator_isInvitationOnlyWithoutAPassword() {
    underSettings("HEADLESS_FRONTEND_URLS_ACCOUNT_RESET_PASSWORD_FROM_KEY", LINK + "{key}");
    Account ada = world.account("ada@example.org");

    assertEquals("ada@example.org", done(world.bean(Invitation.class).sendReset(ada.id(), ADMIN)));
    assertEquals("Choose a new password", world.mailTo("ada@example.org").subject());
    setPasswordBy("ada@example.org");

    long bob = invite("bob@example.org");
    done(world.bean(Invitation.class).sendReset(bob, ADMIN));
    assertEquals(3, world.mails().size(), "two invitations and a reset");
    assertTrue(world.audited().contains("admin_sent_reset"));
  }

  @Test
  void reset_ofAnAccountThatNoAddressOpens_isAConflict() {
    Account ada = world.account("ada@example.org");
    world.deactivate(ada);
    Account nameless = world.account("ada", null, TestWorld.HASH);
    Invitation invitation = world.bean(Invitation.class);

    assertInstanceOf(Rejection.Conflict.class, rejection(invitation.sendReset(ada.id(), ADMIN)));
    assertInstanceOf(
        Rejection.Conflict.class, rejection(invitation.sendReset(nameless.id(), ADMIN)));
    assertInstanceOf(Rejection.Missing.class, rejection(invitation.sendReset(987654321, ADMIN)));
    assertEquals(List.of(), world.mails());
  }

  @Test
  void reset_beyondTheRecipientsLimit_saysWhenTheNextIsPossible() {
    underSettings(
        "ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_RECIPIENT", "1/h/key");
    Account ada = world.account("ada@example.org");
    Invitation invitation = world.bean(Invitation.class);
    done(invitation.sendReset(ada.id(), ADMIN));

    Rejection.Limited limited =
        assertInstanceOf(Rejection.Limited.class, rejection(invitation.sendReset(ada.id(), ADMIN)));

    assertEquals(3600, limited.retryAfter().toSeconds());
    assertEquals(1, world.mails().size());
  }

  @Test
  void invitation_beyondTheRecipientsLimit_makesNoAccount() {
    underSettings(
        "ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_RECIPIENT", "1/h/key");
    long id = invite("ada@example.org");
    world.delete(world.accounts.find(id).orElseThrow());
    NewAccount again = new NewAccount("ada@example.org", false, null, null, Set.of(), Map.of());

    assertInstanceOf(
        Rejection.Limited.class, rejection(world.bean(Invitation.class).invite(again, ADMIN)));

    assertEquals(0, world.count("account"));
  }

  @Test
  void address_verifiedByAnAdministrator_isTheAccounts() {
    long id = invite("ada@example.org");
    AddressControl control = world.bean(AddressControl.class);

    done(control.verify(id, "ADA@example.org", ADMIN));
    done(control.verify(id, "ada@example.org", ADMIN));

    assertTrue(world.addresses.hasVerified(world.accounts.find(id).orElseThrow()));
    assertTrue(world.audited().contains("admin_verified_email"));
  }

  @Test
  void session_ended_isTheOnlyOne() {
    Account ada = world.account("ada@example.org");
    OpenSession first = world.open(ada);
    OpenSession second = world.open(ada);
    Account bob = world.account("bob@example.org");
    OpenSession other = world.open(bob);
    SessionControl control = world.bean(SessionControl.class);

    assertFalse(control.end(ada.id(), other.session().id(), ADMIN));
    assertTrue(control.end(ada.id(), first.session().id(), ADMIN));
    assertFalse(control.end(ada.id(), first.session().id(), ADMIN));

    assertEquals(
        List.of(second.session().id()),
        control.list(ada.id(), ADMIN).orElseThrow().stream().map(Session::id).toList());
    assertTrue(world.sessions.find(other.token()).isPresent());
    assertTrue(world.sessions.find(first.token()).isEmpty());
    assertEquals(Optional.empty(), control.list(987654321, ADMIN));
  }

  @Test
  void lastLogin_isThatOfTheRecord() {
    Account ada = world.account("ada@example.org");
    AccountSearch search = world.bean(AccountSearch.class);
    assertEquals(null, search.read(ada.id(), ADMIN).orElseThrow().lastLogin());
    world.logIn("ada@example.org");
    assertEquals(
        world.clock.instant().toEpochMilli(),
        search.read(ada.id(), ADMIN).orElseThrow().lastLogin().toEpochMilli());
  }

  @Test
  void signUp_whoseLoginIsNotComplete_isNoLogin() {
    Account ada = world.account("ada@example.org");
    world.bean(Audit.class).record(AuditType.SIGNED_UP, ada.id(), null);
    assertEquals(
        null, world.bean(AccountSearch.class).read(ada.id(), ADMIN).orElseThrow().lastLogin());
  }

  @Test
  void accounts_searched_areFoundByIdAndByVerifiedAddress() {
    Account ada = world.account("ada@example.org");
    done(world.bean(AddressControl.class).verify(ada.id(), "ada@example.org", ADMIN));
    long bob = invite("bob@example.org");
    AccountSearch search = world.bean(AccountSearch.class);

    assertEquals(List.of(ada.id()), ids(search, ada.id().toString(), Optional.empty()));
    assertEquals(List.of(ada.id()), ids(search, "", Optional.of(true)));
    assertEquals(List.of(bob), ids(search, "", Optional.of(false)));
    assertEquals(List.of(), ids(search, "99999999999999999999", Optional.empty()));
  }

  private static List<Long> ids(AccountSearch search, String q, Optional<Boolean> verified) {
    AccountQuery query =
        new AccountQuery(
            Optional.of(q).filter(text -> !text.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            verified,
            0,
            10);
    return search.list(query, ADMIN).stream().map(AccountView::id).toList();
  }
}
