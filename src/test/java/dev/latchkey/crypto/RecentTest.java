package dev.latchkey.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.Recent.Digest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {

  private static final int GENERATION = 100;

  private final Recent<Integer> recent = new Recent<>(GENERATION);

  @Test
  void text_notPut_isUnknown() {
    put("a.b.c", 1);
    assertEquals(Optional.of(1), find("a.b.c"));
    assertEquals(Optional.empty(), find("a.b.d"));
    assertEquals(Optional.empty(), find(""));
  }

  @Test
  void latestTexts_ofAGeneration_areKnown() {
    for (int i = 0; i < 10 * GENERATION; i++) {
      put("text " + i, i);
      for (int j = i; j > i - GENERATION && j >= 0; j--) {
        assertEquals(Optional.of(j), recent.find(Digest.of("text " + j)), "after " + i);
      }
    }
  }

  @Test
  void newTexts_replaceUnusedOldOnes() {
    put("used", 1);
    put("forgotten", 2);
    for (int i = 0; i < 3 * GENERATION; i++) {
      put("text " + i, i);
      if (i % (GENERATION / 2) == 0) {
        assertTrue(find("used").isPresent(), "after " + i);
      }
    }
    assertEquals(Optional.empty(), find("forgotten"));
    assertTrue(find("text " + (2 * GENERATION + 1)).isPresent());
  }

  private void put(String text, int value) {
    recent.put(Digest.of(text), value);
  }

  private Optional<Integer> find(String text) {
    return recent.find(Digest.of(text));
  }
}
