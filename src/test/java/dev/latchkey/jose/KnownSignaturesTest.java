package dev.latchkey.jose;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KnownSignaturesTest {

  private final KnownSignatures known = new KnownSignatures();

  @Test
  void signature_notAdded_isUnknown() {
    known.add("a.b.c");
    assertTrue(known.contains("a.b.c"));
    assertFalse(known.contains("a.b.d"));
    assertFalse(known.contains(""));
  }

  @Test
  void newSignatures_replaceUnusedOldOnes() {
    known.add("used");
    known.add("forgotten");
    for (int i = 0; i < 3 * KnownSignatures.GENERATION; i++) {
      known.add("token " + i);
      if (i % 1000 == 0) {
        assertTrue(known.contains("used"), "after " + i);
      }
    }
    assertFalse(known.contains("forgotten"));
    assertTrue(known.contains("token " + (2 * KnownSignatures.GENERATION + 1)));
  }
}
