package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that may answer from memory for a minute, were it not for the changes that they hear of:
 * the node that ends a session forgets it at once, the other once it is notified.
 */
class RememberedSessionsIT {

  @RegisterExtension
  static final Cluster CLUSTER =
      Cluster.with(
          Map.of(
              "HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED", "true",
              "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10",
              "LATCHKEY_SESSION_MEMORY_SECONDS", "60"));

  /** Far below the minute after which a node would ask again by itself. */
  private static final Duration NOTIFIED = Duration.ofSeconds(20);

  /** One use of the session token: when it was sent, and whether it was accepted. */
  private record Use(long begun, boolean accepted) {}

  @ParameterizedTest
  @EnumSource(Ending.class)
  void sessionToken_afterTheEndOfItsSession_isRejectedThereAtOnceAndElsewhereOnceNotified(
      Ending ending) {
    int races = Effort.of(4, 300);
    Admin admin = new Admin(CLUSTER);
    try (Crowd crowd = new Crowd(4)) {
      crowd.share(races, i -> race(ending, admin, Effort.choices(i)));
    }
    Figures.of("remembered sessions, " + ending)
        .with("races", races)
        .with("uses accepted after the end, on its node", 0)
        .with("uses accepted after the notification, on the other", 0)
        .write();
  }

  /** Also shows that the nodes do answer from memory. */
  @Test
  void sessionToken_whoseRowDisappearsUnannounced_isAcceptedUntilThatIsAnnounced()
      throws Exception {
    Person person = new Person();
    person.signUp(CLUSTER.first()).expect(200);
    until(() -> isRememberedWithoutRow(person));
    String secret = person.secret();
    CLUSTER.number(
        "SELECT count(pg_notify('latchkey_row_changes', 'ACCOUNT/' || account_id))"
            + " FROM email_address WHERE email = ?",
        person.email());
    for (Node node : CLUSTER.nodes()) {
      until(() -> person.meBySecret(node, secret).status() == 401);
    }
  }

  /**
   * Whether both nodes still accept a new session whose row is gone. A node that has just connected
   * to the database again remembers nothing from before.
   */
  private static boolean isRememberedWithoutRow(Person person) throws Exception {
    person.elsewhereTo(CLUSTER.first());
    String secret = person.secret();
    for (Node node : CLUSTER.nodes()) {
      person.meBySecret(node, secret).expect(200);
    }
    CLUSTER.number(
        "WITH gone AS (DELETE FROM session WHERE token_hash = ? RETURNING 1) SELECT count(*) FROM gone",
        person.device().digest(secret));
    boolean remembered = true;
    for (Node node : CLUSTER.nodes()) {
      remembered &= person.meBySecret(node, secret).status() == 200;
    }
    return remembered;
  }

  @Test
  void sessionToken_whileTheDatabaseIsOutOfReach_isNotAcceptedFromMemoryForLong() throws Exception {
    Person person = new Person();
    person.signUp(CLUSTER.first()).expect(200);
    String secret = person.secret();
    for (Node node : CLUSTER.nodes()) {
      person.meBySecret(node, secret).expect(200);
    }
    CLUSTER.link().cut();
    try {
      for (Node node : CLUSTER.nodes()) {
        until(() -> person.meBySecret(node, secret).status() == 503);
      }
    } finally {
      CLUSTER.link().mend();
    }
    for (Node node : CLUSTER.nodes()) {
      until(() -> person.meBySecret(node, secret).status() == 200);
    }
  }

  @Test
  void sessionToken_afterTheConnectionsWereLost_isRejectedOnceNotifiedAgain() throws Exception {
    Person person = new Person();
    person.signUp(CLUSTER.first()).expect(200);
    String secret = person.secret();
    CLUSTER.link().hangUp();
    until(() -> person.meBySecret(CLUSTER.second(), secret).status() == 200);
    until(() -> person.logOut(CLUSTER.first()).status() == 401);
    until(() -> person.meBySecret(CLUSTER.second(), secret).status() == 401);
  }

  private static Void race(Ending ending, Admin admin, Random choices) throws Exception {
    boolean isFirst = choices.nextBoolean();
    Node here = isFirst ? CLUSTER.first() : CLUSTER.second();
    Node there = isFirst ? CLUSTER.second() : CLUSTER.first();
    Person person = new Person();
    person.signUp(here).expect(200);
    Person elsewhere = person.elsewhere();
    if (ending.isByOtherDevice()) {
      elsewhere.logIn(there).expect(200);
    }
    String secret = person.secret();
    try (Crowd users = new Crowd(2)) {
      Future<List<Use>> usedHere = users.one(i -> useUntilRejected(here, person, secret));
      Future<List<Use>> usedThere = users.one(i -> useUntilRejected(there, person, secret));
      TimeUnit.MICROSECONDS.sleep(choices.nextInt(60_000));
      ending.on(here, person, elsewhere, admin);
      long ended = System.nanoTime();
      person.meBySecret(here, secret).expect(401);
      for (Use use : usedHere.get(1, TimeUnit.MINUTES)) {
        assertFalse(use.accepted && use.begun - ended >= 0, "accepted after the end: " + ending);
      }
      usedThere.get(1, TimeUnit.MINUTES);
    }
    for (int i = 0; i < 3; i++) {
      person.meBySecret(there, secret).expect(401);
    }
    return null;
  }

  /** Uses a token until it is rejected for the first time. */
  private static List<Use> useUntilRejected(Node node, Person person, String secret)
      throws InterruptedException {
    List<Use> uses = new ArrayList<>();
    long latest = System.nanoTime() + NOTIFIED.toNanos();
    do {
      long begun = System.nanoTime();
      Answer answer = person.meBySecret(node, secret);
      assertTrue(answer.status() == 200 || answer.status() == 401, answer::toString);
      uses.add(new Use(begun, answer.status() == 200));
      assertTrue(begun - latest < 0, "still accepted");
      TimeUnit.MILLISECONDS.sleep(2);
    } while (uses.get(uses.size() - 1).accepted);
    return uses;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long latest = System.nanoTime() + NOTIFIED.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() - latest < 0, "not in time");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
