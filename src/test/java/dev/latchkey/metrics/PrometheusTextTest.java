package dev.latchkey.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  private final PrometheusText exposition = new PrometheusText();

  @Test
  void counter_isWrittenInPrometheusFormat() {
    Counter counter =
        new Counter("logins_total", "Logins.", "method", "outcome").known("code", "failed");
    counter.increment("password", "succeeded");
    counter.add(2, "password", "succeeded");
    counter.writeTo(exposition);
    assertEquals(
        """
        # HELP logins_total Logins.
        # TYPE logins_total counter
        logins_total{method="code",outcome="failed"} 0
        logins_total{method="password",outcome="succeeded"} 3
        """,
        exposition.toString());
  }

  @Test
  void values_withoutLabelsOrWithFractions_areWritten() {
    exposition.gauge("up", "A \\ and a\nline.").sample(1);
    exposition.counter("seconds_total", "Time.").sample(0.25);
    assertEquals(
        """
        # HELP up A \\\\ and a\\nline.
        # TYPE up gauge
        up 1
        # HELP seconds_total Time.
        # TYPE seconds_total counter
        seconds_total 0.25
        """,
        exposition.toString());
  }

  @Test
  void labelValues_areEscaped() {
    exposition.gauge("g", "G.", "l").sample(1, "a\"b\\c\nd");
    assertEquals(
        "g{l=\"a\\\"b\\\\c\\nd\"} 1",
        exposition.toString().lines().reduce((a, b) -> b).orElseThrow());
  }
}
