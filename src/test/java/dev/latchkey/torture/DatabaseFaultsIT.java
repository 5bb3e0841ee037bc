package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.torture.Traffic.Exchange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * While the database does not do its part, answers are 503, come soon, say when to come back and
 * nothing of the inside; and when it does again, so does Latchkey, with all sessions.
 */
@Tag("torture")
class DatabaseFaultsIT {

  /** The sum of the timeouts of pool and driver, and a margin for a busy machine. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3 + 3 + 2 + 2 + 3);

  /**
   * The time to recover after a fault: the pool validates connections that were idle for a second.
   */
  private static final Duration RECOVERY = Effort.of(Duration.ofSeconds(3), Duration.ofSeconds(5));

  private static final int PEOPLE = 8;

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  /** A way to break something, and to mend it. */
  private record Fault(String name, Runnable begin, Runnable end, Duration lasts) {}

  @Test
  void database_stopped_rejectsRequestsAndThenServiceContinues() {
    // Who refreshes as it stops may have been refreshed without hearing of it, and comes too late
    // with the old token.
    int mayBeLost = PEOPLE;
    endure(
        new Fault(
            "stopped",
            CLUSTER.postgres()::stop,
            CLUSTER.postgres()::start,
            Effort.of(Duration.ofSeconds(3), Duration.ofSeconds(30))),
        PEOPLE,
        Effort.FULL ? mayBeLost : 0);
  }

  @Test
  void database_unreachable_rejectsRequestsAndThenServiceContinues() {
    endure(
        new Fault(
            "out of reach",
            CLUSTER.link()::cut,
            CLUSTER.link()::mend,
            Effort.of(Duration.ofSeconds(4), Duration.ofSeconds(30))),
        PEOPLE,
        Effort.FULL ? PEOPLE : 0);
  }

  @Test
  void database_takingFiveSecondsAStatement_isNotWaitedFor() {
    endure(
        new Fault(
            "slow, 5 s per statement",
            () -> CLUSTER.link().slow(Duration.ofSeconds(5)),
            CLUSTER.link()::mend,
            Effort.of(Duration.ofSeconds(7), Duration.ofSeconds(30))),
        PEOPLE,
        PEOPLE);
  }

  @Test
  void database_notResponding_isNotWaitedFor() {
    endure(
        new Fault(
            "silent",
            CLUSTER.link()::silence,
            CLUSTER.link()::mend,
            Effort.of(Duration.ofSeconds(9), Duration.ofSeconds(30))),
        PEOPLE,
        PEOPLE);
  }

  @Test
  void pool_withAllConnectionsWaiting_rejectsFurtherRequestsInTime() throws SQLException {
    try (Connection other = CLUSTER.postgres().connect(CLUSTER.database());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      endure(
          new Fault(
              "pool exhausted",
              () -> execute(statement, "LOCK TABLE session IN ACCESS EXCLUSIVE MODE"),
              () -> execute(statement, "ROLLBACK"),
              Effort.of(Duration.ofSeconds(8), Duration.ofSeconds(30))),
          60,
          0);
    }
  }

  @Test
  void connections_breakingRepeatedly_loseNoSession() {
    List<Person> people = people(PEOPLE);
    int times = Effort.of(5, 40);
    List<Exchange> all;
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      for (int i = 0; i < times; i++) {
        pause(Duration.ofMillis(200 + Effort.choices(i).nextInt(1500)));
        CLUSTER.link().hangUp();
      }
      pause(RECOVERY);
      all = traffic.all();
    }
    expectOnly(Set.of(200, 503), all);
    people.forEach(DatabaseFaultsIT::expectWell);
    figures("connections break under load", times, people.size(), all, List.of(), 0);
  }

  @Test
  void commit_notArriving_isNoSuccess() {
    loseCommits(Link.Loss.BEFORE, "commits do not arrive");
  }

  @Test
  void commit_withItsResponseLost_losesNoSession() {
    loseCommits(Link.Loss.AFTER, "answers to commits are lost");
  }

  /**
   * A request with response 200 has been committed; a client that gets 503 continues with its
   * tokens.
   */
  private void loseCommits(Link.Loss loss, String name) {
    List<Person> people = people(PEOPLE);
    List<Exchange> all;
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      CLUSTER.link().loseCommits(loss);
      pause(Effort.of(Duration.ofSeconds(4), Duration.ofSeconds(60)));
      CLUSTER.link().mend();
      pause(RECOVERY);
      traffic.close();
      all = traffic.all();
    } finally {
      CLUSTER.link().mend();
    }
    expectOnly(Set.of(200, 503), all);
    people.forEach(DatabaseFaultsIT::expectWell);
    long lost = all.stream().filter(e -> e.status() == 503).count();
    assertTrue(lost > 0, "no commit was lost");
    figures(name, (int) lost, people.size(), all, List.of(), 0);
  }

  private void endure(Fault fault, int crowd, int mayBeLost) {
    List<Person> people = people(crowd);
    List<Exchange> during;
    List<Exchange> all;
    List<Exchange> after;
    try (Traffic traffic = new Traffic(people, CLUSTER.nodes())) {
      pause(Duration.ofSeconds(1));
      fault.begin().run();
      long from = System.nanoTime();
      pause(fault.lasts());
      long until = System.nanoTime();
      fault.end().run();
      pause(RECOVERY);
      long well = System.nanoTime();
      pause(Duration.ofSeconds(1));
      during = traffic.between(from, until);
      after = traffic.since(well);
      traffic.close();
      all = traffic.all();
    } finally {
      CLUSTER.link().mend();
    }
    assertFalse(during.isEmpty(), "nothing was asked and answered");
    expectOnly(Set.of(503), during);
    Set<Person> lost =
        all.stream()
            .filter(e -> e.status() == 400)
            .map(Exchange::person)
            .collect(Collectors.toSet());
    assertTrue(lost.size() <= mayBeLost, () -> lost.size() + " people have lost their session");
    expectOnly(Set.of(200, 503), all.stream().filter(e -> !lost.contains(e.person())).toList());
    expectOnly(Set.of(200), after.stream().filter(e -> !lost.contains(e.person())).toList());
    people.stream().filter(p -> !lost.contains(p)).forEach(DatabaseFaultsIT::expectWell);
    figures("database " + fault.name(), 1, people.size(), all, during, lost.size());
    Duration longest = Traffic.longest(all);
    assertTrue(longest.compareTo(LONGEST_ANSWER) <= 0, () -> "an answer took " + longest);
  }

  private static void expectOnly(Set<Integer> allowed, List<Exchange> exchanges) {
    for (Exchange exchange : exchanges) {
      assertTrue(allowed.contains(exchange.status()), exchange::toString);
      if (exchange.status() == 503) {
        assertEquals("5", exchange.answer().header("Retry-After"), exchange::toString);
        assertEquals("unavailable", exchange.answer().code(), exchange::toString);
        String text = exchange.answer().text();
        assertFalse(
            text.contains("Exception") || text.contains("\tat ") || text.contains("SQL"),
            exchange::toString);
      }
    }
  }

  private static void expectWell(Person person) {
    for (Node node : CLUSTER.nodes()) {
      person.refresh(node).expect(200);
      person.session(node).expect(200);
      person.me(node).expect(200);
    }
  }

  private static void figures(
      String promise, int faults, int people, List<Exchange> all, List<Exchange> during, int lost) {
    Figures.of(promise)
        .with("threads", people)
        .with("faults", faults)
        .with("requests", all.size())
        .with("of them during the fault", during.size())
        .with("answered 503", all.stream().filter(e -> e.status() == 503).count())
        .with("ms the longest answer", Traffic.longest(all).toMillis())
        .with("sessions lost", lost)
        .write();
  }

  private static List<Person> people(int count) {
    List<Person> people = Stream.generate(Person::new).limit(count).toList();
    try (Crowd crowd = new Crowd(4)) {
      crowd.share(count, i -> people.get(i).signUp(CLUSTER.nodes().get(i % 2)).expect(200));
    }
    return people;
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
