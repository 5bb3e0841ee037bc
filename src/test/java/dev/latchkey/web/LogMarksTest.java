package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.LogRecords;
import dev.latchkey.request.RequestContext;
import dev.latchkey.request.TraceContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogMarksTest {

  private static final Logger OURS = Logger.getLogger("dev.latchkey.web.test");
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final LogMarks marks = new LogMarks();

  /** Stands for the server's handlers, which sit above ours. */
  private final LogRecords server = LogRecords.of("dev");

  LogMarksTest() {
    marks.install();
  }

  @AfterEach
  void tearDown() {
    RequestContext.leave();
    marks.close();
    server.close();
  }

  @Test
  void message_duringARequest_startsWithItsId() {
    RequestContext.enter(new RequestContext(null, null, "r1", null));
    OURS.log(Level.INFO, "event={0}", "logged_in");
    assertEquals(List.of("request=r1 event=logged_in"), server.messages());
  }

  @Test
  void message_duringATrace_namesIt() {
    RequestContext.enter(
        new RequestContext(
            null, null, "r1", null, TraceContext.read(List.of(TRACEPARENT)).orElseThrow()));
    OURS.info("done");
    assertEquals(
        List.of("request=r1 trace=4bf92f3577b34da6a3ce929d0e0e4736 done"), server.messages());
  }

  @Test
  void message_outsideOfRequests_isUnchanged() {
    OURS.info("done");
    assertEquals(List.of("done"), server.messages());
  }

  @Test
  void message_afterTheEnd_isUnchanged() {
    marks.close();
    RequestContext.enter(new RequestContext(null, null, "r1", null));
    OURS.info("done");
    assertEquals(List.of("done"), server.messages());
  }
}
