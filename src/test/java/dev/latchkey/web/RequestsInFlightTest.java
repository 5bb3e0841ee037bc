package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsInFlightTest {

  private final RequestsInFlight requests = new RequestsInFlight();

  @Test
  void request_beforeStartOrAfterStop_isNotAdmitted() {
    assertFalse(requests.enter());
    requests.open();
    assertTrue(requests.enter());
    requests.close();
    assertFalse(requests.enter());
    assertEquals(1, requests.count());
  }

  @Test
  void stop_waitsForAdmittedRequests() {
    requests.open();
    requests.enter();
    requests.close();
    CompletableFuture<Long> waiting =
        CompletableFuture.supplyAsync(() -> requests.await(Duration.ofMinutes(1)));
    assertFalse(waiting.isDone());
    requests.leave();
    assertEquals(0, waiting.join());
  }

  @Test
  void stop_afterItsTimeout_abandonsRequests() {
    requests.open();
    requests.enter();
    requests.close();
    assertEquals(1, requests.await(Duration.ofMillis(1)));
  }
}
