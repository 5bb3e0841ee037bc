package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

  private static final CommonPasswords COMMON = CommonPasswords.shipped();

  @Test
  void list_isLong() {
    assertTrue(COMMON.size() >= 30_000, "has " + COMMON.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "12345678901",
        "aaaaaaa",
        "123456",
        "qwerty",
        "letmein",
        "trustno1",
        "zzzz"
      })
  void list_containsTheMostCommonPasswords(String password) {
    assertTrue(COMMON.contains(password));
  }

  @Test
  void lookup_ignoresCaseAndSurroundingSpace() {
    assertTrue(COMMON.contains("\tPASSWORD \n"));
    assertTrue(COMMON.contains("TrustNo1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "violet-Tractor 47 hums", "pass word", "\u0130", "zxcvbn\nzxcvbn1"})
  void list_doesNotContainOtherPasswords(String password) {
    assertFalse(COMMON.contains(password));
  }

  @Test
  void list_isSortedInLowerCaseWithoutDuplicates() throws Exception {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
      List<String> lines = new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList();

      assertEquals(List.copyOf(new TreeSet<>(lines)), lines);
      assertTrue(lines.stream().noneMatch(String::isEmpty));
      assertTrue(
          lines.stream().allMatch(line -> line.equals(line.strip().toLowerCase(Locale.ROOT))));
    }
  }
}
