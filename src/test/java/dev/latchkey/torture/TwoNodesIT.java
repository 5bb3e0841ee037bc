package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Tokens;
import jakarta.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens on one node has happened on the other. */
class TwoNodesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private final Node first = CLUSTER.first();
  private final Node second = CLUSTER.second();
  private final Person person = new Person();

  @Test
  void account_createdOnOneNode_logsInOnTheOther() {
    person.signUp(first).expect(200);
    person.session(second).expect(200);
    person.me(second).expect(200);
    Person elsewhere = person.elsewhere();
    elsewhere.logIn(second).expect(200);
    elsewhere.me(first).expect(200);
  }

  @Test
  void refreshes_alternateBetweenTheNodes() {
    person.signUp(first).expect(200);
    for (int i = 0; i < 10; i++) {
      person.refresh(i % 2 == 0 ? second : first).expect(200);
      person.me(i % 2 == 0 ? first : second).expect(200);
    }
  }

  @Test
  void logout_onOneNode_holdsOnTheOtherAtTheNextRequest() {
    person.signUp(first).expect(200);
    person.me(second).expect(200);
    person.logOut(first).expect(401);
    person.me(second).expect(401);
    person.session(second).expect(410);
    assertEquals("invalid_token", person.refresh(second).expect(400).code());
  }

  @Test
  void attempts_onBothNodes_countTogether() {
    person.signUp(first).expect(200);
    Person stranger = person.elsewhere();
    for (int i = 0; i < 5; i++) {
      stranger.logIn(i % 2 == 0 ? first : second, "wrong-password-" + i).expect(400);
    }
    for (Node node : CLUSTER.nodes()) {
      assertEquals("too_many_login_attempts", stranger.logIn(node).expect(400).code());
    }
  }

  @Test
  void rateLimits_onBothNodes_countTogether() {
    for (int i = 0; i < 3; i++) {
      requestCode(i % 2 == 0 ? first : second).expect(401);
    }
    for (Node node : CLUSTER.nodes()) {
      Answer limited = requestCode(node).expect(429);
      assertTrue(Integer.parseInt(limited.header("Retry-After")) > 0);
    }
  }

  @Test
  void code_fromOneNode_isValidOnTheOtherAndAttemptsCountTogether() {
    person.signUp(first).expect(200); // sends the first mail
    String good = requestCode(first).expect(401).at("/meta/session_token");
    String code = CLUSTER.mails().code(person.email(), 2);
    confirm(second, good, code).expect(200);
    confirm(first, good, code).expect(410);

    String spent = requestCode(second).expect(401).at("/meta/session_token");
    String newCode = CLUSTER.mails().code(person.email(), 3);
    for (int i = 0; i < 3; i++) {
      assertTrue(confirm(i % 2 == 0 ? first : second, spent, "ZZZZ-ZZZZ").status() >= 400);
    }
    for (Node node : CLUSTER.nodes()) {
      assertTrue(confirm(node, spent, newCode).status() >= 400);
    }
  }

  @Test
  void keyRing_isShared() {
    person.signUp(first).expect(200);
    String keys = first.get("/.well-known/jwks.json").expect(200).text();
    assertEquals(keys, second.get("/.well-known/jwks.json").expect(200).text());
    person.refresh(second).expect(200);
    assertTrue(keys.contains(kid(person.accessToken())));
    person.me(first).expect(200);
  }

  @Test
  void events_ofBothNodes_areInOneRecord() {
    Admin admin = new Admin(CLUSTER);
    person.signUp(first).expect(200);
    person.elsewhere().logIn(second, "wrong-password").expect(400);
    person.logOut(second).expect(401);
    for (Node node : CLUSTER.nodes()) {
      String events = admin.events(node, person).expect(200).text();
      for (String type : List.of("signed_up", "logged_in", "login_failed", "logged_out")) {
        assertTrue(events.contains('"' + type + '"'), events);
      }
    }
  }

  @Test
  void client_needsNoStickySession() {
    int people = Effort.of(4, 50);
    int requests = 0;
    for (int i = 0; i < people; i++) {
      Random choices = Effort.choices(i);
      Person wanderer = new Person();
      wanderer.signUp(CLUSTER.any(choices)).expect(200);
      for (int step = 0; step < 10; step++, requests += 3) {
        wanderer.refresh(CLUSTER.any(choices)).expect(200);
        wanderer.session(CLUSTER.any(choices)).expect(200);
        wanderer.me(CLUSTER.any(choices)).expect(200);
      }
      wanderer.logOut(CLUSTER.any(choices)).expect(401);
      wanderer.session(CLUSTER.any(choices)).expect(410);
      requests += 3;
    }
    Figures.of("two nodes, no affinity")
        .with("people", people)
        .with("requests", requests)
        .with("losses", 0)
        .write();
  }

  private Answer requestCode(Node node) {
    return node.post(
        Node.API + "/auth/code/request",
        Json.createObjectBuilder().add("email", person.email()),
        "X-Forwarded-For",
        Person.someAddress());
  }

  private static Answer confirm(Node node, String sessionToken, String code) {
    return node.post(
        Node.API + "/auth/code/confirm",
        Json.createObjectBuilder().add("code", code),
        "X-Session-Token",
        sessionToken,
        "X-Forwarded-For",
        Person.someAddress());
  }

  private static String kid(String token) {
    return Tokens.header(token, "kid");
  }
}
