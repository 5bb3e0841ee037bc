package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How sessions begin and end on two nodes: fixation, rotation, and logouts at the same time. */
class SessionRacesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  /** More at a time might be guesses at the password of one account, and are rejected. */
  private static final int THREADS = 4;

  private static final String UNKNOWN = "f1xed".repeat(6) + "00";

  private final Node first = CLUSTER.first();
  private final Node second = CLUSTER.second();

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void secret_plantedBeforeTheLogin_isNotTheSessionsOnAnyNode(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    for (Node node : CLUSTER.nodes()) {
      Person attacker = new Person(type);
      attacker.requestCode(node).expect(401);
      for (String planted : List.of(UNKNOWN, attacker.secret())) {
        Person victim = user.elsewhere();
        victim.device().plant(planted);
        int status = victim.logIn(node).status();
        boolean isUnknownToken = type == ClientType.APP && planted.equals(UNKNOWN);
        assertEquals(isUnknownToken ? 410 : 200, status);
        assertTrue(isUnknownToken || !planted.equals(victim.secret()), "the planted secret");
        expectNobody(user, planted);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void secret_ofASessionOfAnother_isNotTheSessionsAfterALogin(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    Person attacker = new Person(type);
    attacker.signUp(second).expect(200);
    String planted = attacker.secret();
    Person victim = user.elsewhere();
    victim.device().plant(planted);
    victim.logIn(first).expect(409); // a client logs out first
    assertEquals(attacker.email(), attacker.session(second).at("/data/user/email"));
    victim.logOut(first).expect(401);
    Person next = type == ClientType.APP ? user.elsewhere() : victim;
    next.logIn(first).expect(200);
    assertNotEquals(planted, next.secret());
    expectNobody(attacker, planted);
  }

  /** The secret of a login that waits for its code is replaced when the code comes. */
  @ParameterizedTest
  @EnumSource(ClientType.class)
  void pendingLogin_completedConcurrentlyOnBothNodes_isCompletedOnce(ClientType type) {
    int rounds = Effort.of(3, 100);
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int round = 0; round < rounds; round++) {
        Person user = new Person(type);
        user.signUp(first).expect(200);
        Person device = user.elsewhere();
        device.requestCode(round % 2 == 0 ? first : second).expect(401);
        String pending = device.secret();
        String code = CLUSTER.mails().code(user.email(), 2);
        List<Person> winners =
            crowd
                .all(
                    number -> {
                      Person one = device.copy();
                      Answer answer = one.confirmCode(number % 2 == 0 ? first : second, code);
                      assertTrue(answer.status() < 500, answer::toString);
                      return answer.status() == 200 ? one : null;
                    })
                .stream()
                .filter(one -> one != null)
                .toList();
        assertEquals(1, winners.size());
        assertNotEquals(pending, winners.get(0).secret());
        expectNobody(user, pending);
        for (Node node : CLUSTER.nodes()) {
          winners.get(0).session(node).expect(200);
        }
        assertEquals(1, sessions(user), "the new one alone: it has proved the address first");
      }
    }
    figures("a login completed on both nodes at the same time", type, rounds);
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void logins_concurrentOnBothNodes_haveASecretEach(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    int rounds = Effort.of(2, 40);
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int round = 0; round < rounds; round++) {
        List<Person> devices =
            crowd.all(
                number -> {
                  Person one = user.elsewhere();
                  one.logIn(number % 2 == 0 ? first : second).expect(200);
                  return one;
                });
        Set<String> secrets = new HashSet<>();
        devices.forEach(one -> secrets.add(one.secret()));
        assertEquals(THREADS, secrets.size());
        devices.forEach(one -> one.session(second).expect(200));
        devices.forEach(one -> one.logOut(first).expect(401));
        secrets.forEach(secret -> expectNobody(user, secret));
      }
    }
    user.session(first).expect(200);
    figures("logins at the same time", type, rounds);
  }

  @ParameterizedTest
  @EnumSource(ClientType.class)
  void logouts_concurrentOnBothNodes_endTheirSessionAlone(ClientType type) {
    Person user = new Person(type);
    user.signUp(first).expect(200);
    int rounds = Effort.of(3, 100);
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int round = 0; round < rounds; round++) {
        Person device = user.elsewhere();
        device.logIn(first).expect(200);
        String secret = device.secret();
        crowd.all(
            number -> {
              Answer answer = device.copy().logOut(number % 2 == 0 ? first : second);
              boolean isEnded = answer.status() == device.device().endedStatus();
              assertTrue(answer.status() == 401 || isEnded, answer::toString);
              return null;
            });
        expectNobody(user, secret);
        assertEquals(1, sessions(user));
      }
    }
    user.session(second).expect(200);
    figures("logouts at the same time", type, rounds);
  }

  private static void expectNobody(Person user, String secret) {
    for (Node node : CLUSTER.nodes()) {
      int status = user.session(node, secret).status();
      assertTrue(status == 401 || status == user.device().endedStatus(), "status " + status);
      user.meBySecret(node, secret).expect(401);
    }
  }

  private static long sessions(Person user) {
    return CLUSTER.number(
        "SELECT count(*) FROM session s JOIN email_address e ON e.account_id = s.account_id"
            + " WHERE e.email = ?",
        user.email());
  }

  private static void figures(String what, ClientType type, int rounds) {
    Figures.of(what + ", " + type)
        .with("threads", THREADS)
        .with("rounds", rounds)
        .with("failures", 0)
        .write();
  }
}
