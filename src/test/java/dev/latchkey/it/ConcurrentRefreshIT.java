package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent requests with one refresh token: one of them rotates, and one lineage remains. */
class ConcurrentRefreshIT {

  private static final int THREADS = 32;

  @RegisterExtension static final RunningServer STRICT = RunningServer.withJwt();

  @RegisterExtension
  static final RunningServer LENIENT = RunningServer.with(StatefulJwtIT.SETTINGS);

  @RepeatedTest(5)
  void refreshes_overlapping_shareOneSuccessorAndLaterOnesAreRejected() throws Exception {
    App app = STRICT.app();
    app.signUp();
    String first = app.refreshToken();
    List<Answer> answers = refreshAtOnce(app);
    List<Answer> refreshed = answers.stream().filter(a -> a.status() == 200).toList();
    answers.stream()
        .filter(a -> a.status() != 200)
        .forEach(a -> a.expectRejection(400, "invalid_token"));
    assertFalse(refreshed.isEmpty());
    expectOneLineage(app, refreshed);
    app.refresh(first).expectRejection(400, "invalid_token");
  }

  @RepeatedTest(5)
  void refreshes_withinInterval_getTheSameSuccessor() throws Exception {
    App app = LENIENT.app();
    app.signUp();
    List<Answer> answers = refreshAtOnce(app);
    answers.forEach(a -> a.expect(200));
    expectOneLineage(app, answers);
  }

  private static List<Answer> refreshAtOnce(App app) throws Exception {
    String token = app.refreshToken();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Answer>> requests = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        requests.add(
            threads.submit(
                () -> {
                  start.await();
                  return app.refresh(token);
                }));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> request : requests) {
        answers.add(request.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * All responses have the same successor. It is valid for one more refresh, and all access tokens
   * work.
   */
  private static void expectOneLineage(App app, List<Answer> refreshed) {
    assertEquals(1, claims(refreshed, "jti").size(), "one successor");
    assertEquals(1, claims(refreshed, "exp").size(), "which ends at one time");
    app.refresh(refreshed.get(0).at("/data/refresh_token")).expect(200);
    app.me().expect(200);
  }

  private static Set<String> claims(List<Answer> refreshed, String name) {
    return refreshed.stream()
        .map(a -> Tokens.claim(a.at("/data/refresh_token"), name))
        .collect(Collectors.toSet());
  }
}
