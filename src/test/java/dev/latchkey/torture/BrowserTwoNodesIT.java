package dev.latchkey.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions in cookies on two nodes: fixation, rotation, and requests while they end. */
class BrowserTwoNodesIT {

  @RegisterExtension static final Cluster CLUSTER = Cluster.forgiving();

  private static final int THREADS = 8;

  private final Http first = new Http(CLUSTER.first().base());
  private final Http second = new Http(CLUSTER.second().base());
  private final Browser browser = new Browser(first).from(someAddress());

  @Test
  void session_begunOnOneNode_isValidOnTheOtherWithItsToken() {
    browser.signUp().expect(200);
    Browser there = browser.at(second);
    there.session().expect(200);
    there.withoutOrigin(); // so that the token has to be that of the session
    there.send("POST", Browser.API + "/auth/reauthenticate", there.credentials()).expect(200);
    there.logOut().expect(401);
    browser.session().expect(401);
  }

  @Test
  void cookie_plantedOrOfBeforeTheLogin_isNotTheSessionsOnAnyNode() {
    browser.signUp().expect(200);
    browser.logOut().expect(401);
    String planted = "f1xed".repeat(6) + "00";
    for (Http node : List.of(first, second)) {
      Browser victim = browser.another().at(node).plant("sessionid", planted);
      victim.logIn().expect(200);
      assertNotEquals(planted, victim.cookie("sessionid"));
    }
    for (Http node : List.of(first, second)) {
      browser.another().at(node).plant("sessionid", planted).session().expect(401);
    }
  }

  @Test
  void logins_concurrentOnBothNodes_haveACookieEach() {
    browser.signUp().expect(200);
    browser.logOut().expect(401);
    int rounds = Effort.of(2, 40);
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int round = 0; round < rounds; round++) {
        List<Browser> logins =
            crowd.all(
                number -> {
                  Browser one =
                      browser.another().from(someAddress()).at(number % 2 == 0 ? first : second);
                  one.logIn().expect(200);
                  return one;
                });
        Set<String> cookies = new HashSet<>();
        logins.forEach(one -> cookies.add(one.cookie("sessionid")));
        assertEquals(THREADS, cookies.size());
        logins.forEach(one -> one.session().expect(200));
        logins.forEach(Browser::logOut);
      }
    }
  }

  @Test
  void requests_whileASessionEnds_areAnsweredAsBeforeOrAsAfter() throws Exception {
    int races = Effort.of(6, 300);
    browser.signUp().expect(200);
    try (Crowd crowd = new Crowd(THREADS)) {
      for (int race = 0; race < races; race++) {
        Browser one = browser.another().from(someAddress());
        one.logIn().expect(200);
        race(one, crowd);
      }
    }
  }

  /** Tabs read and write on both nodes until another tab has logged out. */
  private void race(Browser one, Crowd crowd) throws Exception {
    long[] ended = new long[1];
    List<Future<List<Timed>>> tabs = new ArrayList<>();
    for (int i = 0; i < THREADS - 1; i++) {
      Browser tab = one.at(i % 2 == 0 ? first : second);
      boolean writes = i % 3 == 0;
      tabs.add(crowd.one(n -> useUntilTheEnd(tab, writes)));
    }
    TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(40_000));
    int status = one.at(second).logOut().status();
    ended[0] = System.nanoTime();
    assertEquals(401, status);
    for (Future<List<Timed>> tab : tabs) {
      for (Timed use : tab.get(2, TimeUnit.MINUTES)) {
        int got = use.answer().status();
        assertTrue(got == 200 || got == 401 || got == 403, use.answer()::text);
        assertTrue(got != 200 || use.begun() - ended[0] < 0, "used after the end");
      }
    }
    one.at(first).session().expect(401);
  }

  private static List<Timed> useUntilTheEnd(Browser tab, boolean writes) {
    List<Timed> uses = new ArrayList<>();
    String session = tab.cookie("sessionid");
    for (int i = 0; i < 20 && session.equals(tab.cookie("sessionid")); i++) {
      long begun = System.nanoTime();
      Answer answer =
          writes
              ? tab.send("DELETE", Browser.API + "/auth/sessions", "{\"sessions\":[]}")
              : tab.session();
      if (answer.status() != 400) {
        uses.add(new Timed(begun, answer));
      }
    }
    return uses;
  }

  private record Timed(long begun, Answer answer) {}

  /** Limits count by address. */
  private static String someAddress() {
    ThreadLocalRandom any = ThreadLocalRandom.current();
    return "10." + any.nextInt(256) + "." + any.nextInt(256) + "." + any.nextInt(1, 255);
  }
}
