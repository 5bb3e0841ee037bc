package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsInFlightTest {

  private final FakeRequest request = new FakeRequest("GET", "/");
  private final FakeResponse response = new FakeResponse();

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
    requests.leave(request.asServed(), response.asServed());
    assertEquals(0, waiting.join());
  }

  @Test
  void stop_waitsForTheEndOfAsynchronousRequests() throws IOException {
    FakeAsync async = request.startsAsync();
    enterAndLeave();
    assertEquals(1, requests.await(Duration.ofMillis(1)));
    async.startAnew();
    assertEquals(1, requests.await(Duration.ofMillis(1)));
    async.complete();
    async.complete();
    assertEquals(0, requests.count());
  }

  @Test
  void stop_endsStreamsOfServerSentEvents() {
    request.startsAsync();
    response.asServed().setHeader("Content-Type", "text/event-stream;charset=UTF-8");
    enterAndLeave();
    assertEquals(0, requests.await(Duration.ofMinutes(1)));
  }

  @Test
  void asynchronousRequest_thatFails_leavesOnce() throws IOException {
    FakeAsync async = request.startsAsync();
    enterAndLeave();
    async.fail();
    assertEquals(0, requests.count());
  }

  private void enterAndLeave() {
    requests.open();
    requests.enter();
    requests.leave(request.asServed(), response.asServed());
    requests.close();
  }

  @Test
  void stop_afterItsTimeout_abandonsRequests() {
    requests.open();
    requests.enter();
    requests.close();
    assertEquals(1, requests.await(Duration.ofMillis(1)));
  }
}
