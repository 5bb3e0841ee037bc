package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import jakarta.json.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Floods, on nodes with 256 MiB of heap that exit when they run out of memory. */
@Tag("torture")
class FloodsIT {

  private static final String HASHES = "latchkey_password_hashes_total";
  private static final int FAILURES_ALLOWED = 5;

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private final Person owner = new Person();

  @BeforeEach
  void signUp() {
    owner.signUp(CLUSTER.first()).expect(200);
  }

  @Test
  void passwords_tooLong_areRejectedByLength() {
    String huge = "x".repeat(1 << 20);
    String longAsABodyMayBe = "x".repeat(60_000);
    int rounds = Effort.of(1, 10);
    double before = hashes();
    try (Crowd crowd = new Crowd(100)) {
      for (int round = 0; round < rounds; round++) {
        List<Answer> answers =
            crowd.all(i -> owner.elsewhere().logIn(CLUSTER.nodes().get(i % 2), huge));
        answers.forEach(a -> assertEquals("too_large", a.expect(413).code()));
        answers =
            crowd.all(i -> owner.elsewhere().logIn(CLUSTER.nodes().get(i % 2), longAsABodyMayBe));
        answers.forEach(a -> a.expect(400));
      }
    }
    assertEquals(0, hashes() - before, "hashes computed");
    expectAllWell();
    Figures.of("logins with passwords of 1 MiB")
        .with("threads", 100)
        .with("requests", rounds * 200)
        .with("hashes computed", 0)
        .with("nodes lost", 0)
        .write();
  }

  @Test
  void wrongPasswords_costOnlyAsManyHashesAsTheLimitAllows() {
    double before = hashes();
    int threads = Effort.of(60, 200);
    try (Crowd crowd = new Crowd(threads)) {
      List<Answer> answers =
          crowd.all(
              i -> owner.elsewhere().logIn(CLUSTER.nodes().get(i % 2), "wrong-password-" + i));
      answers.forEach(a -> a.expect(400));
    }
    double computed = hashes() - before;
    int limit = FAILURES_ALLOWED + CLUSTER.nodes().size();
    assertTrue(computed <= limit, () -> computed + " hashes computed");
    expectAllWell();
    expectOwnerCanLogIn();
    Figures.of("wrong passwords for one account on two nodes")
        .with("threads", threads)
        .with("hashes computed", (int) computed)
        .with("allowed", limit)
        .write();
  }

  @Test
  void pendingSignUpsAndLogins_takeNoMemory() {
    int many = Effort.of(300, 3_000);
    AtomicInteger pending = new AtomicInteger();
    try (Crowd crowd = new Crowd(32)) {
      crowd.share(
          many,
          i -> {
            Answer answer =
                begin(CLUSTER.nodes().get(i % 2), "somebody-" + i + "-" + owner.email());
            if (answer.expect(401).has("/meta/session_token")) {
              pending.incrementAndGet();
            }
            return null;
          });
    }
    assertEquals(many, pending.get());
    expectAllWell();
    Figures.of("logins that are begun and left")
        .with("threads", 32)
        .with("logins", many)
        .with("nodes lost", 0)
        .write();
  }

  /** The owner's session and both nodes survive the flood. */
  private void expectAllWell() {
    for (Node node : CLUSTER.nodes()) {
      assertTrue(node.isAlive());
      owner.refresh(node).expect(200);
      owner.me(node).expect(200);
    }
  }

  /** By a code immediately, and by the password once the limit's time has passed. */
  private void expectOwnerCanLogIn() {
    Node node = CLUSTER.second();
    assertEquals("too_many_login_attempts", owner.elsewhere().logIn(node).expect(400).code());
    String token = begin(node, owner.email()).expect(401).at("/meta/session_token");
    String code = CLUSTER.mails().code(owner.email(), 2);
    node.post(
            Node.API + "/auth/code/confirm",
            Json.createObjectBuilder().add("code", code),
            "X-Session-Token",
            token)
        .expect(200);
    CLUSTER.postgres().execute(CLUSTER.database(), "UPDATE rate_counter SET expires_at = 0");
    owner.elsewhere().logIn(node).expect(200);
  }

  private static Answer begin(Node node, String email) {
    return node.post(
        Node.API + "/auth/code/request",
        Json.createObjectBuilder().add("email", email),
        "X-Forwarded-For",
        Person.someAddress());
  }

  private static double hashes() {
    return CLUSTER.nodes().stream().mapToDouble(node -> node.figure(HASHES)).sum();
  }
}
