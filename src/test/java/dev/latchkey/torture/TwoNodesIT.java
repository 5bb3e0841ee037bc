package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Tokens;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens on one node has happened on the other. */
class TwoNodesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private final Node first = CLUSTER.first();
  private final Node second = CLUSTER.second();
  private final Person person = new Person();

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void account_createdOnOneNode_logsInOnTheOther(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    user.session(second).expect(200);
    user.me(second).expect(200);
    user.endOtherSessions(second).expect(400); // there is none
    Person elsewhere = user.elsewhere();
    elsewhere.logIn(second).expect(200);
    elsewhere.me(first).expect(200);
    elsewhere.endOtherSessions(first).expect(200);
    user.session(second).expect(user.device().endedStatus());
  }

  @Test
  void refreshes_alternateBetweenTheNodes() {
    person.signUp(first).expect(200);
    for (int i = 0; i < 10; i++) {
      person.refresh(i % 2 == 0 ? second : first).expect(200);
      person.me(i % 2 == 0 ? first : second).expect(200);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void logout_onOneNode_holdsOnTheOtherAtTheNextRequest(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    user.me(second).expect(200);
    String secret = user.secret();
    user.logOut(first).expect(401);
    user.me(second).expect(401);
    user.meBySecret(second, secret).expect(401);
    user.session(second, secret).expect(user.device().endedStatus());
  }

  @Test
  void logout_onOneNode_revokesTheRefreshTokenOnTheOther() {
    person.signUp(first).expect(200);
    person.logOut(first).expect(401);
    assertEquals("invalid_token", person.refresh(second).expect(400).code());
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void attempts_onBothNodes_countTogether(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    Person stranger = user.elsewhere();
    for (int i = 0; i < 5; i++) {
      stranger.logIn(i % 2 == 0 ? first : second, "wrong-password-" + i).expect(400);
    }
    for (Node node : CLUSTER.nodes()) {
      assertEquals("too_many_login_attempts", stranger.logIn(node).expect(400).code());
    }
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void rateLimits_onBothNodes_countTogether(ClientType type) {
    Person user = new Person(type);
    for (int i = 0; i < 3; i++) {
      user.elsewhere().requestCode(i % 2 == 0 ? first : second).expect(401);
    }
    for (Node node : CLUSTER.nodes()) {
      Answer limited = user.elsewhere().requestCode(node).expect(429);
      assertTrue(Integer.parseInt(limited.header("Retry-After")) > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void code_fromOneNode_isValidOnTheOtherAndAttemptsCountTogether(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200); // sends the first mail
    Person good = user.elsewhere();
    good.requestCode(first).expect(401);
    String code = CLUSTER.mails().code(user.email(), 2);
    Person again = good.copy();
    good.confirmCode(second, code).expect(200);
    again.confirmCode(first, code).expect(type == ClientType.APP ? 410 : 409);

    Person spent = user.elsewhere();
    spent.requestCode(second).expect(401);
    String newCode = CLUSTER.mails().code(user.email(), 3);
    for (int i = 0; i < 3; i++) {
      assertTrue(spent.confirmCode(i % 2 == 0 ? first : second, "ZZZZ-ZZZZ").status() >= 400);
    }
    for (Node node : CLUSTER.nodes()) {
      assertTrue(spent.confirmCode(node, newCode).status() >= 400);
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

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void client_needsNoStickySession(ClientType type) {
    int people = Effort.of(4, 50);
    int requests = 0;
    for (int i = 0; i < people; i++) {
      Random choices = Effort.choices(i);
      Person wanderer = new Person(type);
      wanderer.signUp(CLUSTER.any(choices)).expect(200);
      for (int step = 0; step < 10; step++, requests += 3) {
        if (type == ClientType.APP) {
          wanderer.refresh(CLUSTER.any(choices)).expect(200);
        } else {
          wanderer.endNone(CLUSTER.any(choices)).expect(400);
        }
        wanderer.session(CLUSTER.any(choices)).expect(200);
        wanderer.me(CLUSTER.any(choices)).expect(200);
      }
      String secret = wanderer.secret();
      wanderer.logOut(CLUSTER.any(choices)).expect(401);
      wanderer.session(CLUSTER.any(choices), secret).expect(wanderer.device().endedStatus());
      requests += 3;
    }
    Figures.of("two nodes, no affinity, " + type)
        .with("people", people)
        .with("requests", requests)
        .with("losses", 0)
        .write();
  }

  private static String kid(String token) {
    return Tokens.header(token, "kid");
  }
}
