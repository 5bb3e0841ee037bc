package dev.latchkey.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String GOOD = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void header_valid_isPassedOnUnchanged() {
    TraceContext trace = TraceContext.read(List.of(GOOD)).orElseThrow();
    assertEquals(GOOD, trace.header());
    assertEquals(TRACE, trace.traceId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-" + TRACE + "-00f067aa0ba902b7-01",
        "cc-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-will-be-like"
      })
  void header_ofALaterVersion_isReadAsFarAsKnown(String header) {
    assertEquals(TRACE, TraceContext.read(List.of(header)).orElseThrow().traceId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE,
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-" + TRACE + "-00f067aa0ba902b7-1",
        "00-" + TRACE + "-00f067aa0ba902b7-01-more",
        "cc-" + TRACE + "-00f067aa0ba902b7-01.more",
        "cc-" + TRACE + "-00f067aa0ba902b7-01-a b",
        " " + GOOD
      })
  void header_thatTheSpecificationForbids_isIgnored(String header) {
    assertTrue(TraceContext.read(List.of(header)).isEmpty());
  }

  @Test
  void headers_noneOrSeveral_giveNoTrace() {
    assertTrue(TraceContext.read(List.of()).isEmpty());
    assertTrue(TraceContext.read(List.of(GOOD, GOOD)).isEmpty());
  }

  @Test
  void header_thatIsVeryLong_isIgnored() {
    assertTrue(
        TraceContext.read(List.of("cc" + GOOD.substring(2) + "-" + "x".repeat(600))).isEmpty());
  }
}
