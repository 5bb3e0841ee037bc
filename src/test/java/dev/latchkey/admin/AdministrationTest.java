package dev.latchkey.admin;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.Accounts;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.AccountErasure;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.password.NewPassword;
import dev.latchkey.flows.signup.Registration;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.trust.TrustEpochs;
import dev.latchkey.mfa.trust.TrustedDevices;
import dev.latchkey.passwords.Passwords;
import dev.latchkey.persistence.RowChanges;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.SessionMemory;
import dev.latchkey.sessions.SessionState;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.settings.Settings;
import dev.latchkey.tokens.TokenFixture;
import dev.latchkey.tokens.TokenSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdministrationTest {

  private static final Admin ADMIN = new Admin(1, 2);

  private final TestDatabase database = new TestDatabase();
  private final Settings settings =
      Settings.of(Map.of("LATCHKEY_ADMIN_EMAILS", "root@example.org"));
  private final List<AuditEvent> events = new ArrayList<>();
  private final Accounts accounts = new Accounts(database, new RowChanges(database));
  private final EmailAddresses addresses = new EmailAddresses(database);
  private final Groups groups = new Groups(database, settings);
  private final Sessions sessions =
      new Sessions(
          database,
          settings,
          new SessionMemory(settings, new RowChanges(database)),
          new RowChanges(database));
  private final Audit audit = new Audit(database, settings, events::add);
  private final TokenSize size = TokenFixture.size(database, settings, addresses, null, List.of());
  private final Passwords passwords = new Passwords(settings);
  private final Registration registration =
      new Registration(
          database, accounts, addresses, passwords, new NewPassword(passwords, addresses));
  private final AccountCreation creation =
      new AccountCreation(registration, addresses, size, audit);
  private final AccountControl control =
      new AccountControl(
          database,
          accounts,
          sessions,
          new TrustedDevices(database, new TrustEpochs(new Authenticators(database)), settings),
          new AccountErasure(accounts, sessions),
          size,
          new Administrators(database, Settings.of(Map.of())),
          audit);
  private final AccountSearch search = new AccountSearch(database, addresses, groups, audit);
  private final AuditSearch auditSearch = new AuditSearch(database, audit);
  private final AdminGate gate = new AdminGate(database, groups, settings);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void account_created_isAsRequested() {
    long id = create("Ada@example.org", "ada");
    AccountView ada = search.read(id, ADMIN).orElseThrow();
    assertEquals("ada", ada.username());
    assertEquals(List.of(new AccountView.Address("ada@example.org", true, true)), ada.addresses());
    assertEquals(Set.of("staff"), ada.groups());
    assertEquals(Map.of("tenant", "acme"), ada.attributes());
    assertTrue(ada.active());
  }

  @Test
  void account_withTakenNameOrWeakPassword_isRejected() {
    create("ada@example.org", "ada");
    NewAccount again = new NewAccount("ADA@example.org", false, "Ada", "123", Set.of(), Map.of());
    List<Problem> problems =
        assertInstanceOf(Rejection.Problems.class, rejection(creation.create(again, ADMIN)))
            .problems();
    List<String> codes = problems.stream().map(Problem::code).toList();
    assertTrue(
        codes.containsAll(List.of("username_taken", "email_taken", "password_too_short")),
        codes.toString());
  }

  @Test
  void deactivation_ofAnAccount_endsItsSessionsAndConcurrentLogins() {
    long id = create("ada@example.org", "ada");
    Account seen = accounts.find(id).orElseThrow();
    OpenSession session = login(id);
    assertTrue(control.deactivate(id, ADMIN));
    assertEquals(Optional.empty(), sessions.find(session.token()));
    Optional<Account> raced =
        database.transaction(() -> accounts.beginEpoch(id, seen.tokenEpoch(), seen.passwordHash()));
    assertEquals(Optional.empty(), raced);
    assertTrue(control.activate(id, ADMIN));
    raced =
        database.transaction(() -> accounts.beginEpoch(id, seen.tokenEpoch(), seen.passwordHash()));
    assertEquals(Optional.empty(), raced, "begun before the deactivation");
    assertTrue(database.transaction(() -> accounts.beginEpoch(id)).isPresent());
  }

  @Test
  void account_deleted_leavesOnlyEvents() {
    long id = create("ada@example.org", "ada");
    OpenSession session = login(id);
    assertTrue(control.delete(id, ADMIN));
    assertEquals(Optional.empty(), search.read(id, ADMIN));
    assertEquals(Optional.empty(), sessions.find(session.token()));
    assertFalse(addresses.isTaken("ada@example.org"));
    assertFalse(control.delete(id, ADMIN));
  }

  @Test
  void groupsAndAttributes_changed_areReplaced() {
    long id = create("ada@example.org", "ada");
    control.setGroups(id, Set.of("editors", "authors"), ADMIN);
    control.setAttributes(id, Map.of("tenant", "other", "city", "Paris"), ADMIN);
    AccountView ada = search.read(id, ADMIN).orElseThrow();
    assertEquals(Set.of("editors", "authors"), ada.groups());
    assertEquals(Map.of("tenant", "other", "city", "Paris"), ada.attributes());
  }

  @Test
  void sessions_ended_leaveTheAccountActive() {
    long id = create("ada@example.org", "ada");
    OpenSession session = login(id);
    control.endSessions(id, ADMIN);
    assertEquals(Optional.empty(), sessions.find(session.token()));
    assertTrue(search.read(id, ADMIN).orElseThrow().active());
  }

  @Test
  void accounts_searched_areFoundByPrefixOfAnyNameAndByPage() {
    long ada = create("ada@example.org", "countess");
    long bob = create("bob@example.org", "b_b");
    long eve = create("eve@example.org", "bxb");
    control.deactivate(eve, ADMIN);
    assertEquals(List.of(ada), found("ADA@"));
    assertEquals(List.of(ada), found("count"));
    assertEquals(List.of(bob), found("b_"));
    assertEquals(List.of(), found("%"));
    long mia = create("mia@straße.example", "STRASSE");
    assertEquals(List.of(mia), found("Mia@Straße"));
    assertEquals(List.of(mia), found("straße"));
    control.delete(mia, ADMIN);
    assertEquals(
        List.of(eve),
        ids(
            new AccountQuery(
                Optional.empty(),
                Optional.of("staff"),
                Optional.of(false),
                Optional.empty(),
                0,
                10)));
    assertEquals(
        List.of(bob),
        ids(
            new AccountQuery(
                Optional.of("B"),
                Optional.of("staff"),
                Optional.of(true),
                Optional.empty(),
                ada,
                10)));
    List<Long> first =
        ids(
            new AccountQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 2));
    assertEquals(List.of(ada, bob), first);
    assertEquals(
        List.of(eve),
        ids(
            new AccountQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), bob, 2)));
  }

  @Test
  void action_ofAnAdministrator_isRecordedWithItsActor() {
    long id = create("ada@example.org", "ada");
    control.setGroups(id, Set.of("x"), ADMIN);
    control.setAttributes(id, Map.of("secret", "hush"), ADMIN);
    control.endSessions(id, ADMIN);
    control.deactivate(id, ADMIN);
    control.activate(id, ADMIN);
    search.read(id, ADMIN);
    search.list(
        new AccountQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 2),
        ADMIN);
    control.delete(id, ADMIN);
    assertEquals(9, events.size());
    assertTrue(
        events.stream()
            .allMatch(e -> e.type().startsWith("admin_") && e.detail().contains("by=1 in=2")));
    assertFalse(events.stream().anyMatch(e -> e.detail().contains("hush")));
  }

  @Test
  void events_read_areLatestFirstByFilterAndPage() {
    long id = create("ada@example.org", "ada");
    create("bob@example.org", "bob");
    control.deactivate(id, ADMIN);
    List<AuditEvent> all =
        auditSearch.list(query(Optional.of(id), Optional.empty(), Optional.empty(), 10), ADMIN);
    assertEquals(
        List.of("admin_deactivated_account", "admin_created_account"),
        all.stream().map(AuditEvent::type).toList());
    assertEquals(
        List.of(all.get(1).id()),
        auditSearch
            .list(query(Optional.of(id), Optional.empty(), Optional.of(all.get(0).id()), 10), ADMIN)
            .stream()
            .map(AuditEvent::id)
            .toList());
    assertEquals(
        2,
        auditSearch
            .list(
                query(Optional.empty(), Optional.of("admin_created_account"), Optional.empty(), 10),
                ADMIN)
            .size());
    assertEquals(
        List.of(),
        auditSearch.list(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(database.now().plusSeconds(1)),
                Optional.empty(),
                Optional.empty(),
                10),
            ADMIN));
  }

  @Test
  void gate_requiresTheGroupAndARecentAuthentication() {
    Session user = login(create("ada@example.org", "ada")).session();
    Session admin = login(create("root@example.org", "root")).session();
    assertEquals(AdminGate.Verdict.NOT_AN_ADMIN, gate.judge(user));
    assertEquals(AdminGate.Verdict.ADMITTED, gate.judge(admin));
    database.clock().advance(Duration.ofSeconds(300));
    assertEquals(AdminGate.Verdict.NOT_PROVEN_LATELY, gate.judge(admin));
  }

  @Test
  void lastAdministrator_cannotBeTakenAway() {
    long ada = create("ada@example.org", "ada");
    long eve = create("eve@example.org", "eve");
    control.setGroups(ada, Set.of(Groups.ADMIN), ADMIN);
    control.setGroups(eve, Set.of(Groups.ADMIN, "x"), ADMIN);
    assertTrue(control.deactivate(eve, ADMIN));
    assertThrows(LastAdministrator.class, () -> control.deactivate(ada, ADMIN));
    assertThrows(LastAdministrator.class, () -> control.delete(ada, ADMIN));
    assertThrows(LastAdministrator.class, () -> control.setGroups(ada, Set.of("x"), ADMIN));
    AccountView remaining = search.read(ada, ADMIN).orElseThrow();
    assertTrue(remaining.active());
    assertEquals(Set.of(Groups.ADMIN), remaining.groups());
    control.activate(eve, ADMIN);
    assertTrue(control.setGroups(ada, Set.of("x"), ADMIN));
  }

  @Test
  void administrators_takingEachOtherAwayAtOnce_oneRemains() {
    long ada = create("ada@example.org", "ada");
    long eve = create("eve@example.org", "eve");
    control.setGroups(ada, Set.of(Groups.ADMIN), ADMIN);
    control.setGroups(eve, Set.of(Groups.ADMIN), ADMIN);
    AtomicInteger number = new AtomicInteger();
    List<Boolean> done =
        Together.run(
            4,
            () -> {
              int own = number.getAndIncrement();
              try {
                return own % 2 == 0
                    ? control.deactivate(ada, ADMIN)
                    : control.setGroups(eve, Set.of(), ADMIN);
              } catch (LastAdministrator e) {
                return false;
              }
            });
    assertTrue(done.contains(true));
    boolean adaIsOne = search.read(ada, ADMIN).orElseThrow().active();
    boolean eveIsOne = search.read(eve, ADMIN).orElseThrow().groups().contains(Groups.ADMIN);
    assertTrue(adaIsOne ^ eveIsOne);
  }

  private long create(String email, String username) {
    NewAccount wanted =
        new NewAccount(
            email, true, username, "a Long pass phrase", Set.of("staff"), Map.of("tenant", "acme"));
    return done(creation.create(wanted, ADMIN));
  }

  private OpenSession login(long id) {
    String token = UUID.randomUUID().toString();
    SessionState state =
        SessionState.EMPTY.with(Proof.byEmail("password", database.now(), "x@example.org"));
    database.transaction(() -> sessions.open(token, accounts.find(id).orElseThrow(), state));
    return new OpenSession(sessions.find(token).orElseThrow(), token);
  }

  private List<Long> found(String start) {
    return ids(
        new AccountQuery(
            Optional.of(start), Optional.empty(), Optional.empty(), Optional.empty(), 0, 10));
  }

  private List<Long> ids(AccountQuery query) {
    return search.list(query, ADMIN).stream().map(AccountView::id).toList();
  }

  private static AuditQuery query(
      Optional<Long> account, Optional<String> type, Optional<Long> before, int limit) {
    return new AuditQuery(
        account,
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        before,
        limit);
  }
}
