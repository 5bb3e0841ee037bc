package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that dies takes nothing with it: its clients go on at the other one. */
@Order(Integer.MAX_VALUE)
@Tag("torture")
class KilledNodeIT {

  private static final int ROUNDS = 5;
  private static final int ATTEMPTS = 10;

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  @Test
  void sessions_onANodeKilledDuringRefreshes_areNeitherLostNorDuplicated() {
    int clients = Effort.of(40, 200);
    List<Person> people = Stream.generate(Person::new).limit(clients).toList();
    AtomicInteger retries = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    int killAfter = clients * ROUNDS * 2 / 5;
    try (Crowd few = new Crowd(4);
        Crowd crowd = new Crowd(clients)) {
      few.share(clients, i -> people.get(i).signUp(CLUSTER.nodes().get(i % 2)).expect(200));
      crowd.all(
          i -> {
            for (int round = 0; round < ROUNDS; round++) {
              refresh(people.get(i), CLUSTER.nodes().get((i + round) % 2), retries);
              if (done.incrementAndGet() == killAfter) {
                CLUSTER.second().kill();
              }
            }
            return null;
          });
    }
    assertFalse(CLUSTER.second().isAlive());
    assertTrue(retries.get() > 0, "no client had to retry");
    for (Person person : people) {
      assertEquals(ROUNDS + 1, tokens(person, ""), "refresh tokens ever issued");
      assertEquals(1, tokens(person, " AND r.rotated_at IS NULL"), "live ones");
      assertEquals(1, sessions(person));
      person.refresh(CLUSTER.first()).expect(200);
      person.me(CLUSTER.first()).expect(200);
    }
    Figures.of("a node is killed")
        .with("threads", clients)
        .with("refreshes", clients * ROUNDS)
        .with("retries", retries.get())
        .with("sessions lost", 0)
        .with("sessions doubled", 0)
        .write();
  }

  /**
   * Refreshes like a client: without a response, it sends the same token to the other node; after a
   * 503, it tries again.
   */
  private static void refresh(Person person, Node first, AtomicInteger retries)
      throws InterruptedException {
    Node node = first;
    for (int attempt = 1; !refreshed(person, node); attempt++) {
      assertTrue(attempt < ATTEMPTS, "no node responds");
      retries.incrementAndGet();
      Thread.sleep(node == CLUSTER.first() ? 500 : 0);
      node = CLUSTER.first();
    }
  }

  private static boolean refreshed(Person person, Node node) {
    try {
      Answer answer = person.refresh(node);
      boolean isBusy = answer.status() == 503 && answer.header("Retry-After").equals("5");
      boolean mayFail = isBusy || answer.status() >= 500 && node == CLUSTER.second();
      assertTrue(answer.status() == 200 || mayFail, answer::toString);
      return answer.status() == 200;
    } catch (UncheckedIOException gone) {
      assertTrue(node == CLUSTER.second(), gone::toString);
      return false;
    }
  }

  private static long tokens(Person person, String condition) {
    return CLUSTER.number(
        "SELECT count(*) FROM refresh_token r JOIN session s ON s.id = r.session_id"
            + " JOIN email_address e ON e.account_id = s.account_id WHERE e.email = ?"
            + condition,
        person.email());
  }

  private static long sessions(Person person) {
    return CLUSTER.number(
        "SELECT count(*) FROM session s JOIN email_address e ON e.account_id = s.account_id WHERE e.email = ?",
        person.email());
  }
}
