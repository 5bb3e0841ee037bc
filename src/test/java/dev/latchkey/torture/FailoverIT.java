package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.MailServer;
import dev.latchkey.it.support.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on different servers, on a PostgreSQL that fails over: nothing that was acknowledged is
 * lost, nothing is answered with 500, and all is well again soon after there is a new leader. Needs
 * the programs of {@link PatroniCluster}.
 */
@Tag("cluster")
class FailoverIT {

  private static final int PEOPLE = 8;
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final Duration AFTER = Effort.of(Duration.ofSeconds(15), Duration.ofSeconds(30));
  private static final int TURNS = Effort.of(4, 8);
  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private static final String JAVA_OPTIONS =
      "-Xmx384m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static PatroniCluster database;
  private static MailServer mails;
  private static List<Node> nodes = List.of();

  @BeforeAll
  static void startAll() {
    assertTrue(
        PatroniCluster.isInstalled(),
        "needs Debian's postgresql, patroni, python3-etcd, etcd-server and haproxy");
    database = new PatroniCluster();
    mails = new MailServer();
    database.query("postgres", "CREATE DATABASE failover");
    Map<String, String> settings = settings();
    settings.put(
        "LATCHKEY_TEST_DB",
        "jdbc:postgresql://127.0.0.1:" + database.port() + "/failover?user=latchkey");
    nodes = startNodes(settings);
  }

  private static List<Node> startNodes(Map<String, String> settings) {
    CompletableFuture<Node> other =
        CompletableFuture.supplyAsync(() -> Node.start(settings, "wildfly"));
    return List.of(Node.start(settings), other.join());
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(mails.settings());
    settings.putAll(
        Map.of(
            "SECRET_KEY", "u5Hn8QeXt3WzKc7LrVb2JmYp9DgSf4Ax-torture",
            "HEADLESS_TOKEN_STRATEGY", "jwt",
            "HEADLESS_JWT_ALGORITHM", "ES256",
            "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "300",
            "ALLAUTH_TRUSTED_PROXY_COUNT", "1",
            // These clients repeat sooner than Retry-After says.
            "ACCOUNT_RATE_LIMITS_CHANGE_PASSWORD", "1000/m/user",
            "LATCHKEY_JAVA_OPTIONS", JAVA_OPTIONS,
            "LATCHKEY_TEST_DB_SHARED", "true"));
    return settings;
  }

  @AfterAll
  static void stopAll() {
    nodes.forEach(Node::stop);
    if (mails != null) {
      mails.stop();
    }
    if (database != null) {
      database.close();
    }
  }

  /**
   * Beside two such nodes on a single PostgreSQL, in turns. Figures only: how fast machines are is
   * no property of ours.
   */
  @Test
  void normalLoad_besideThatOfASingleServer_losesNothing() throws Exception {
    database.awaitHealth();
    List<Duration> cluster = new ArrayList<>();
    List<Duration> single = new ArrayList<>();
    try (Postgres postgres = new Postgres()) {
      Map<String, String> settings = settings();
      settings.put("LATCHKEY_TEST_DB", postgres.url("postgres"));
      List<Node> others = startNodes(settings);
      try {
        for (int turn = 0; turn <= TURNS; turn++) {
          List<Duration> ofCluster = normalLoad(nodes);
          List<Duration> ofSingle = normalLoad(others);
          if (turn > 0) { // in the first, much is compiled
            cluster.addAll(ofCluster);
            single.addAll(ofSingle);
          }
        }
      } finally {
        others.forEach(Node::stop);
      }
    }
    Figures.of("PostgreSQL fails over: nothing happens")
        .with("people", PEOPLE)
        .with("requests in the cluster", cluster.size())
        .with("ms took 99 of 100 of them at most", slowestInAHundred(cluster).toMillis())
        .with("requests on a single server", single.size())
        .with("ms took 99 of 100 of those", slowestInAHundred(single).toMillis())
        .write();
  }

  private static List<Duration> normalLoad(List<Node> nodes) throws InterruptedException {
    Storm storm = new Storm(nodes, PEOPLE);
    try (storm) {
      TimeUnit.MILLISECONDS.sleep(AFTER.toMillis());
    }
    storm.check();
    assertTrue(storm.requests().stream().noneMatch(Storm.Request::isUnanswered));
    return storm.requests().stream().map(Storm.Request::took).toList();
  }

  private static Duration slowestInAHundred(List<Duration> times) {
    return times.stream().sorted().toList().get((times.size() - 1) * 99 / 100);
  }

  @Test
  void leader_killed() throws Exception {
    endureLeaderChange("the leader is killed", PatroniCluster.Member::killServer);
  }

  @Test
  void leadership_handedOver() throws Exception {
    endureLeaderChange("the leader hands over", leader -> database.switchOver());
  }

  @Test
  void leader_cutOff() throws Exception {
    endureLeaderChange("the leader is cut off from all others", PatroniCluster.Member::silence);
  }

  @Test
  void leader_pausedAndContinuedLater() throws Exception {
    endureLeaderChange("the leader stands still, and goes on later", PatroniCluster.Member::pause);
  }

  /** No other server takes over, because this one still serves. */
  @Test
  void leader_withAFullDisk() throws Exception {
    endure(
        "the leader's disk is full for a while",
        leader -> {
          assumeTrue(leader.fillDisk(), "needs to mount a small disk");
          TimeUnit.MILLISECONDS.sleep(AFTER.toMillis());
          leader.comeBack();
        });
  }

  private interface Fault {

    /** Returns when there is a leader again that should serve. */
    void befall(PatroniCluster.Member leader) throws Exception;
  }

  private interface LeaderFault {
    void befall(PatroniCluster.Member leader);
  }

  private static void endureLeaderChange(String name, LeaderFault fault) throws Exception {
    endure(
        name,
        leader -> {
          fault.befall(leader);
          database.awaitLeaderOtherThan(leader);
        });
  }

  private static void endure(String name, Fault fault) throws Exception {
    database.awaitHealth();
    PatroniCluster.Member leader = database.leader();
    Storm storm = new Storm(nodes, PEOPLE);
    long begun;
    long replaced;
    try (storm) {
      TimeUnit.MILLISECONDS.sleep(BEFORE.toMillis());
      begun = System.nanoTime();
      try {
        fault.befall(leader);
        replaced = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(AFTER.toMillis() / 2);
      } finally {
        leader.comeBack();
      }
      TimeUnit.MILLISECONDS.sleep(AFTER.toMillis() / 2);
    }
    database.awaitHealth();
    String checked = storm.check();
    long recovered =
        storm.requests().stream()
            .filter(Storm.Request::isUnanswered)
            .map(Storm.Request::begun)
            .max(Comparator.comparingLong(moment -> moment - begun))
            .orElse(replaced);
    Figures.of("PostgreSQL fails over: " + name)
        .with("people", PEOPLE)
        .with("requests", storm.requests().size())
        .with(
            "requests with 503 or without an answer",
            storm.requests().stream().filter(Storm.Request::isUnanswered).count())
        .with("ms until there was a leader that serves", millis(replaced - begun))
        .with("ms from then to the last of these requests", millis(recovered - replaced))
        .with("checked at the end", checked)
        .with("lost, doubled, or answered with 500", 0)
        .write();
    assertTrue(
        millis(recovered - replaced) <= RECOVERY.toMillis(),
        () -> "not well " + millis(recovered - replaced) + " ms after there was a leader");
    nodes.forEach(node -> assertEquals(200, node.get("/health/ready").status()));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
