package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Applications with MicroProfile JWT on three servers, each with a key cache of its own kind, know
 * every key when it first signs. They read the key set from one node; keys rotate on both.
 */
@Tag("cluster")
class ConsumersIT {

  private static final String ISSUER = "https://id.example.org";
  private static final String AUDIENCE = "samples";
  private static final String KEY_SET = "/.well-known/jwks.json";

  /** As many keys as are created together with the ring, and may sign at once. */
  private static final int FOUNDED = 3;

  private static final int ROTATIONS = 2;
  private static final long ROUND_MILLIS = 550;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @RegisterExtension
  static final Cluster CLUSTER =
      Cluster.with(
          Map.of(
              "HEADLESS_JWT_ISSUER", ISSUER,
              "HEADLESS_JWT_AUDIENCE", AUDIENCE,
              "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "1800"));

  private static List<Consumer> consumers = List.of();

  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();

  /** The consumers and users that a key's tokens were accepted of. */
  private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

  private volatile boolean over;

  @BeforeAll
  static void startConsumers() {
    Map<String, String> application =
        Consumer.application(
            Map.of(
                "mp.jwt.verify.publickey.location",
                CLUSTER.second().base() + KEY_SET,
                "mp.jwt.verify.publickey.algorithm",
                "ES256",
                "mp.jwt.verify.issuer",
                ISSUER,
                "mp.jwt.verify.audiences",
                AUDIENCE));
    List<CompletableFuture<Consumer>> starting =
        Stream.of("payara-micro", "wildfly-microprofile", "liberty")
            .map(s -> CompletableFuture.supplyAsync(() -> Consumer.start(s, application)))
            .toList();
    CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new))
        .exceptionally(e -> null)
        .join();
    consumers =
        starting.stream()
            .filter(s -> !s.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .toList();
    starting.forEach(CompletableFuture::join);
  }

  @AfterAll
  static void stopConsumers() {
    consumers.forEach(Consumer::close);
  }

  @Test
  void keys_rotatedUnderLoad_areKnownToEveryConsumer() throws Exception {
    List<Person> people = Stream.generate(this::clerk).limit(Effort.of(4, 8)).toList();
    for (Person person : people) {
      call(person, person.accessToken());
    }
    assertEquals(List.of(), List.copyOf(refused), "before any rotation");
    String firstRead = CLUSTER.second().get(KEY_SET).expect(200).text();

    Admin admin = new Admin(CLUSTER);
    for (int i = 0; i < FOUNDED; i++) {
      admin.rotateKeys(CLUSTER.first()).expect(200);
    }
    admin.rotateKeys(CLUSTER.first()).expect(409);
    List<Thread> threads = people.stream().map(p -> new Thread(() -> use(p), "clerk")).toList();
    threads.forEach(Thread::start);
    try {
      for (int i = 0; i < ROTATIONS; i++) {
        String kid = rotated(admin, CLUSTER.nodes().get(i % 2));
        assertFalse(firstRead.contains(kid), "the consumers have learnt of it since");
        await(() -> seen.getOrDefault(kid, Set.of()).size() == people.size() * consumers.size());
      }
      Thread.sleep(Effort.of(Duration.ofSeconds(10), Duration.ofSeconds(70)).toMillis());
    } finally {
      over = true;
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(List.of(), List.copyOf(refused));
    Figures.of("signing keys rotated while MicroProfile consumers verify")
        .with("consumers", consumers.size())
        .with("users", people.size())
        .with("rotations", FOUNDED + ROTATIONS)
        .with("tokens accepted", accepted.get())
        .with("refused", refused.size())
        .write();
  }

  /** A new user in the group that the application asks for. */
  private Person clerk() {
    Person person = new Person();
    person.signUp(CLUSTER.first()).expect(200);
    CLUSTER
        .postgres()
        .execute(
            CLUSTER.database(),
            "INSERT INTO account_group (account_id, name)"
                + " SELECT account_id, 'clerk' FROM email_address WHERE email = '"
                + person.email()
                + "'");
    person.refresh(CLUSTER.first()).expect(200);
    return person;
  }

  /** Rotates as soon as the next key may sign. */
  private String rotated(Admin admin, Node node) throws InterruptedException {
    List<Answer> answers = new ArrayList<>();
    await(
        () -> {
          answers.add(admin.rotateKeys(node));
          return answers.get(answers.size() - 1).status() != 409;
        });
    return answers.get(answers.size() - 1).expect(200).at("/data/kid");
  }

  /** Waits, unless a token is refused. */
  private void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertEquals(List.of(), List.copyOf(refused));
      assertTrue(System.nanoTime() < deadline, "it takes too long");
      Thread.sleep(2000);
    }
  }

  /**
   * Refreshes, and sends each consumer the new token and that of the beginning, until it is over.
   */
  private void use(Person person) {
    String earliest = person.accessToken();
    for (int i = 0; !over; i++) {
      long begun = System.nanoTime();
      Answer answer = person.refresh(CLUSTER.nodes().get(i % 2));
      if (answer.status() != 200) {
        refused.add("refresh: " + answer);
      }
      call(person, person.accessToken());
      call(person, earliest);
      pause(ROUND_MILLIS - (System.nanoTime() - begun) / 1_000_000);
    }
  }

  private void call(Person person, String token) {
    String kid = Tokens.header(token, "kid");
    for (Consumer consumer : consumers) {
      String call = consumer + ", key " + kid + ": ";
      try {
        Answer answer = consumer.call(token);
        if (answer.status() == 200) {
          accepted.incrementAndGet();
          seen.computeIfAbsent(kid, k -> ConcurrentHashMap.newKeySet())
              .add(consumer + " " + person.email());
        } else {
          refused.add(call + answer.status() + " " + answer.text());
        }
      } catch (IOException e) {
        refused.add(call + e);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(Math.max(0, millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
