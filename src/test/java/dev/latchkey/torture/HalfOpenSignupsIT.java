package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sign-ups that are never finished, on nodes with 256 MiB of heap. */
@Tag("torture")
class HalfOpenSignupsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Sign-ups that were asked to come back: each may or may not have begun. */
  private static final AtomicInteger REPEATED = new AtomicInteger();

  @RegisterExtension
  static final Cluster CLUSTER =
      Cluster.with(
          Map.of(
              "ACCOUNT_SIGNUP_FIELDS", "email*",
              "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
              "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true"));

  @Test
  void pendingSignUps_tenThousand_leaveTheNodesServing() throws InterruptedException {
    int many = Effort.of(400, 10_000);
    try (Crowd crowd = new Crowd(32)) {
      crowd.share(
          many,
          i -> begin(CLUSTER.nodes().get(i % 2), "somebody-" + i + "@example.org").expect(401));
    }
    long begun = CLUSTER.number("SELECT count(*) FROM session WHERE account_id IS NULL");
    assertTrue(
        begun >= many && begun <= many + REPEATED.get(),
        () -> begun + " sessions, " + REPEATED + " repeated");
    awaitMails();
    for (Node node : CLUSTER.nodes()) {
      assertTrue(node.isAlive());
      String late = "late-at-" + node.base().getPort() + "@example.org";
      String token = begin(node, late).expect(401).at("/meta/session_token");
      String code = CLUSTER.mails().code(late, 1);
      node.post(
              Node.API + "/auth/email/verify",
              Json.createObjectBuilder().add("key", code),
              "X-Session-Token",
              token)
          .expect(200);
    }
    Figures.of("sign-ups that are begun and left")
        .with("threads", 32)
        .with("sign-ups", many)
        .with("nodes lost", 0)
        .write();
  }

  /** Waits for the mails of the sign-ups: a later one is sent after theirs. */
  private static void awaitMails() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (CLUSTER.number("SELECT count(*) FROM outbound_mail") > 0) {
      assertTrue(System.nanoTime() < deadline, "mails are not sent");
      Thread.sleep(500);
    }
  }

  /** Signs up, and tries again if the node is busy. */
  private static Answer begin(Node node, String email) throws InterruptedException {
    Answer answer = signUp(node, email);
    for (int again = 0; answer.status() == 503 && again < 20; again++) {
      assertEquals("5", answer.header("Retry-After"));
      REPEATED.incrementAndGet();
      Thread.sleep(1_000);
      answer = signUp(node, email);
    }
    return answer;
  }

  private static Answer signUp(Node node, String email) {
    return node.post(
        Node.API + "/auth/signup",
        Json.createObjectBuilder().add("email", email),
        "X-Forwarded-For",
        Person.someAddress());
  }
}
