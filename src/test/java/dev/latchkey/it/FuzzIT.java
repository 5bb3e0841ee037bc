package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.fuzz.OddRequest;
import dev.latchkey.fuzz.Operation;
import dev.latchkey.it.support.Administrator;
import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.AnswerCheck;
import dev.latchkey.it.support.Endpoints;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.Operations;
import dev.latchkey.it.support.RawConnection;
import dev.latchkey.it.support.RunningServer;
import dev.latchkey.it.support.StagedClient;
import dev.latchkey.it.support.StagedServer;
import dev.latchkey.it.support.Standing;
import dev.latchkey.torture.Effort;
import dev.latchkey.torture.Figures;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quicktheories.QuickTheory;

/**
 * Whatever is sent to whichever operation, wherever the sender stands: the answer is an envelope,
 * as the API's description has it, and never a failure.
 *
 * <p>The ordinary run sends a few requests to each; {@code -Ptorture} sends many. A failure names
 * the seed that repeats it, {@code -Dtorture.seed=}.
 */
class FuzzIT {

  private static final int REQUESTS = Effort.of(3, 100);
  private static final int SHRINKS = 60;
  private static final int AGED_SESSIONS = Effort.of(4, 40);

  @RegisterExtension static final RunningServer SERVER = StagedServer.started();

  private static final Map<Integer, Integer> ANSWERS = new TreeMap<>();

  private static StagedClient aged;
  private static long agedSince;

  private final Http http = SERVER.http();
  private final Administrator admin = new Administrator(http);

  @BeforeAll
  static void layInSessions() {
    Http http = SERVER.http();
    aged =
        new StagedClient(http, new Administrator(http), Standing.LOGGED_IN_A_WHILE_AGO)
            .withAged(AGED_SESSIONS);
    agedSince = System.nanoTime();
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void request_ofAnyKind_getsAnEnvelope(Standing standing) throws InterruptedException {
    StagedClient client =
        standing == Standing.LOGGED_IN_A_WHILE_AGO
            ? agedClient()
            : new StagedClient(http, admin, standing);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < Operations.ALL.size(); i++) {
      long seed = (Effort.SEED * Standing.values().length + standing.ordinal()) * 1_000 + i;
      try {
        fuzz(Operations.ALL.get(i), client, seed);
      } catch (AssertionError e) {
        failures.add(Operations.ALL.get(i) + ": " + e.getMessage());
      }
    }
    assertEquals(List.of(), failures, () -> "Repeat it with -Dtorture.seed=" + Effort.SEED);
  }

  private void fuzz(Operation operation, StagedClient client, long seed) {
    QuickTheory.qt()
        .withFixedSeed(seed)
        .withExamples(REQUESTS)
        .withShrinkCycles(SHRINKS)
        .forAll(OddRequest.to(client.sentTo(operation), client.headers()))
        .checkAssert(request -> exchange(request, client));
  }

  private void exchange(OddRequest request, StagedClient client) {
    client.setUp();
    Answer answer = RawConnection.send(SERVER.base(), request.bytes(client::named)).answer();
    client.answered(request.method(), answer);
    ANSWERS.merge(answer.status(), 1, Integer::sum);
    if (request.isPlain()) {
      AnswerCheck.hold(
          http, request.method(), client.named(request.path()).replaceFirst("\\?.*", ""), answer);
    } else {
      AnswerCheck.holdHarmless(request.path(), answer);
    }
  }

  private static StagedClient agedClient() throws InterruptedException {
    long passed = (System.nanoTime() - agedSince) / 1_000_000;
    Thread.sleep(Math.max(0, StagedServer.FRESH_FOR_SECONDS * 1000L + 1000 - passed));
    return aged;
  }

  @Test
  void operations_ofTheAdministration_areAllCovered() {
    JsonObject paths = http.get("/_allauth/openapi.json").expect(200).json().getJsonObject("paths");
    for (String path : paths.keySet()) {
      if (path.startsWith("/_latchkey/admin/")) {
        paths.getJsonObject(path).keySet().stream()
            .filter(method -> !method.equals("parameters"))
            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
            .forEach(operation -> assertTrue(isCovered(operation), operation));
      }
    }
  }

  private static boolean isCovered(String template) {
    String form = template.replaceAll("\\{\\w+}", "[^/ ]+");
    return Operations.ALL.stream().anyMatch(operation -> operation.toString().matches(form));
  }

  @Test
  void operations_areAllCovered() {
    Set<String> operations = new HashSet<>();
    Operations.ALL.forEach(operation -> operations.add(operation.toString()));
    Endpoints.API.forEach(
        endpoint -> assertTrue(operations.contains(endpoint.toString()), endpoint::toString));
  }

  @AfterAll
  static void theLogShowsNoFailure() {
    Figures.of("Whatever is sent gets an envelope")
        .with("operations", Operations.ALL.size())
        .with("standings of the sender", Standing.values().length)
        .with("requests", ANSWERS.values().stream().mapToInt(Integer::intValue).sum())
        .with("answers by status", ANSWERS)
        .with(
            "answers of 500 and more",
            ANSWERS.keySet().stream().filter(status -> status >= 500).count())
        .write();
    assertEquals(List.of(), AnswerCheck.failures(SERVER.log()));
  }
}
