package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class InstalledTest {

  private static final String WHY = "No chromium is installed.";

  @Test
  void program_missing_skipsTheTestWithTheReason() {
    TestAbortedException skipped =
        assertThrows(
            TestAbortedException.class,
            () -> Installed.missing("chromium", WHY, Set.of("", "node")));

    assertEquals(WHY + " -Dlatchkey.required=chromium makes this a failure.", skipped.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "all"})
  void program_missingAndRequired_failsTheTest(String required) {
    assertThrows(
        AssertionFailedError.class,
        () -> Installed.missing("chromium", WHY, Set.of("npm", required)));
  }
}
