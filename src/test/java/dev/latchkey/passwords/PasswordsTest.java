package dev.latchkey.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

  @ParameterizedTest
  @CsvSource({"1, 256, 1", "2, 256, 2", "8, 256, 3", "64, 614, 8", "64, 32, 1", "4, 4096, 4"})
  void hashesAtOnce_areOneOnEachProcessorWithinAQuarterOfTheHeap(
      int processors, long heapMebibytes, int atOnce) {
    assertEquals(atOnce, Passwords.atOnce(processors, heapMebibytes << 20));
  }
}
