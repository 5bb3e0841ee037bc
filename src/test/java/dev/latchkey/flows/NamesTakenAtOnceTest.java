package dev.latchkey.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.admin.AccountCreation;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.Invitation;
import dev.latchkey.admin.NewAccount;
import dev.latchkey.admin.bootstrap.FirstAdministrator;
import dev.latchkey.flows.signup.SignupRequest;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.sessions.OpenSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Concurrent requests for one name, on two nodes: the later ones see that it is taken. None
 * violates a key of the database, since JPA providers write that to the log, with the name.
 */
class NamesTakenAtOnceTest {

  private static final int THREADS = 8;
  private static final String EMAIL = "ada@example.org";
  private static final Admin ADMIN = new Admin(1, 2);

  private TestWorld world;
  private TestWorld second;

  @AfterEach
  void close() {
    if (second != null) {
      second.close();
      world.close();
    }
  }

  private void begin(String... settings) {
    String[] all = Steps.settings(settings);
    world = TestWorld.with(all);
    second = world.secondNode(with(all));
  }

  private static String[] with(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("SECRET_KEY", TestWorld.SECRET_KEY));
    return all.toArray(String[]::new);
  }

  /** How an account with a name comes to be. */
  enum Way {
    SIGN_UP(
        "email_taken",
        node ->
            node.signUp.begin(
                new SignupRequest(EMAIL, null, TestWorld.PASSWORD), Optional.empty())),
    SIGN_UP_WITH_USER_NAME(
        "username_taken",
        node ->
            node.signUp.begin(
                new SignupRequest(null, "ada", TestWorld.PASSWORD), Optional.empty())),
    ADMINISTRATOR(
        "email_taken",
        node ->
            node.bean(AccountCreation.class)
                .create(new NewAccount(EMAIL, true, null, null, Set.of("staff"), Map.of()), ADMIN)),
    ADMINISTRATOR_WITH_USER_NAME(
        "username_taken",
        node ->
            node.bean(AccountCreation.class)
                .create(new NewAccount(null, false, "Ada", null, Set.of(), Map.of()), ADMIN)),
    INVITATION(
        "email_taken",
        node ->
            node.bean(Invitation.class)
                .invite(new NewAccount(EMAIL, false, null, null, Set.of(), Map.of()), ADMIN)),
    FIRST_ADMINISTRATOR(
        null, node -> node.bean(FirstAdministrator.class).create(EMAIL, TestWorld.PASSWORD));

    private final String code;
    private final Function<TestWorld, Outcome<?>> attempt;

    Way(String code, Function<TestWorld, Outcome<?>> attempt) {
      this.code = code;
      this.attempt = attempt;
    }
  }

  @ParameterizedTest
  @EnumSource
  void name_takenAtOnce_isOneAccounts_andTheOthersAreToldSo(Way way) {
    begin(
        "ACCOUNT_PREVENT_ENUMERATION", "false",
        "ACCOUNT_LOGIN_METHODS", "email,username",
        "ACCOUNT_SIGNUP_FIELDS", "email*,username,password1*");
    List<? extends Outcome<?>> outcomes = together(way.attempt);

    assertEquals(1, outcomes.stream().filter(Outcomes::isDone).count());
    outcomes.stream()
        .filter(outcome -> !Outcomes.isDone(outcome))
        .forEach(
            outcome -> {
              if (way.code == null) {
                assertTrue(Outcomes.rejection(outcome) instanceof Rejection.Conflict);
              } else {
                assertEquals(way.code, Outcomes.problem(outcome).code());
              }
            });
    assertEquals(1, world.count("account"));
    assertNoViolation();
  }

  @Test
  void address_addedByManyAccountsAtOnce_isAddedToEach() {
    begin();
    List<OpenSession> sessions = owners();
    AtomicInteger next = new AtomicInteger();

    List<? extends Outcome<?>> outcomes =
        together(
            node ->
                node.managedAddresses.add(
                    node.sessions.find(sessions.get(next.getAndIncrement()).token()).orElseThrow(),
                    EMAIL));

    assertTrue(outcomes.stream().allMatch(Outcomes::isDone));
    assertEquals(THREADS, world.count("email_address"));
    assertEquals(1, world.count("email_address WHERE owner_key IS NOT NULL"));
    assertNoViolation();
  }

  @Test
  void address_verifiedByManyAccountsAtOnce_isVerifiedByOne() {
    begin();
    List<OpenSession> sessions = owners();
    sessions.forEach(session -> new Steps(world).add(session.session().owner(), EMAIL, false));
    AtomicInteger next = new AtomicInteger();

    List<Boolean> verified =
        Together.run(
            THREADS,
            () -> {
              int i = next.getAndIncrement();
              TestWorld node = i % 2 == 0 ? world : second;
              return node.database.transaction(
                  () ->
                      node.addresses
                          .find(sessions.get(i).session().owner(), EMAIL)
                          .map(row -> node.addresses.verify(row, AddressProof.CODE))
                          .orElse(false));
            });

    assertEquals(1, verified.stream().filter(each -> each).count());
    assertEquals(1, world.count("email_address"));
    assertNoViolation();
  }

  private List<OpenSession> owners() {
    List<OpenSession> sessions = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      sessions.add(world.open(world.account("user" + i, null, TestWorld.HASH)));
    }
    return sessions;
  }

  private List<? extends Outcome<?>> together(Function<TestWorld, Outcome<?>> attempt) {
    AtomicInteger turn = new AtomicInteger();
    return Together.<Outcome<?>>run(
        THREADS, () -> attempt.apply(turn.getAndIncrement() % 2 == 0 ? world : second));
  }

  /** Of serializable transactions, one that waited for another does not see what that has done. */
  private void assertNoViolation() {
    if (world.database.isSerializable()) {
      return;
    }
    for (TestWorld node : List.of(world, second)) {
      assertEquals(0, ((TestDatabase) node.database).violations());
    }
  }
}
