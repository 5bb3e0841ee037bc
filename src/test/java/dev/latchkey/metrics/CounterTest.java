package dev.latchkey.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.Together;
import org.junit.jupiter.api.Test;

class CounterTest {

  @Test
  void concurrentIncrements_areNotLost() {
    Counter counter = new Counter("c_total", "C.", "l");
    Together.run(
        8,
        () -> {
          for (int i = 0; i < 1000; i++) {
            counter.increment(i % 2 == 0 ? "even" : "odd");
          }
          return null;
        });
    assertEquals(4000, counter.value("even"));
    assertEquals(4000, counter.value("odd"));
    assertEquals(0, counter.value("neither"));
  }

  @Test
  void increment_withoutAllLabels_isRejected() {
    assertThrows(
        IllegalArgumentException.class, () -> new Counter("c_total", "C.", "l").increment());
  }
}
