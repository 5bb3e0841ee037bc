package dev.latchkey.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords are the same whichever form of Unicode a keyboard sends. */
class NormalizedPasswordTest {

  private static final String COMPOSED = "caf\u00e9 sur la c\u00f4te";
  private static final String DECOMPOSED = "cafe\u0301 sur la co\u0302te";

  /** One character that normalization form C writes as three. */
  private static final String GROWS = "\uFB2C";

  private final PasswordHasher hasher = new PasswordHasher(2, Duration.ofSeconds(30));

  @Test
  void hash_ofEitherForm_verifiesBoth() {
    for (String made : List.of(COMPOSED, DECOMPOSED)) {
      String stored = hasher.hash(made);
      for (String typed : List.of(COMPOSED, DECOMPOSED)) {
        assertTrue(hasher.verify(typed, stored));
        assertFalse(hasher.isOutdated(typed, stored));
      }
    }
  }

  @Test
  void hash_ofTheFormAsItCame_verifiesThatAndIsOutdated() {
    String raw = Argon2Hash.of(DECOMPOSED, new byte[Argon2Hash.SALT_LENGTH]).encoded();
    assertTrue(hasher.verify(DECOMPOSED, raw));
    assertTrue(hasher.isOutdated(DECOMPOSED, raw));
    assertFalse(hasher.verify(COMPOSED, raw));
    String plain = Argon2Hash.of(COMPOSED, new byte[Argon2Hash.SALT_LENGTH]).encoded();
    assertFalse(hasher.isOutdated(COMPOSED, plain));
  }

  @ParameterizedTest
  @CsvSource({"composed, 1", "decomposed, 2"})
  void hashesComputed_dependOnThePasswordAndNotOnTheAccount(String form, long expected) {
    String password = form.equals("composed") ? COMPOSED : DECOMPOSED;
    String other = hasher.hash("quite another one");
    assertEquals(expected, computed(() -> hasher.spend(password)));
    assertEquals(expected, computed(() -> assertFalse(hasher.verify(password, other))));
    assertEquals(expected, computed(() -> assertFalse(hasher.verify(password, null))));
    assertEquals(expected, computed(() -> assertFalse(hasher.verify(password, "!"))));
    assertEquals(expected, computed(() -> assertFalse(hasher.verify(password, "nonsense"))));
  }

  @Test
  void longestPassword_isJudgedInTheFormThatIsHashed() {
    String shrinks = "e\u0301".repeat(PasswordHasher.MAX_LENGTH);
    assertTrue(hasher.verify(shrinks, hasher.hash(shrinks)));
    String grows = GROWS.repeat(PasswordHasher.MAX_LENGTH / 2);
    assertTrue(PasswordHasher.normalized(grows).length() > PasswordHasher.MAX_LENGTH);
    assertThrows(IllegalArgumentException.class, () -> hasher.hash(grows));
    assertFalse(hasher.verify(grows, hasher.hash("quite another one")));
  }

  @Test
  void shortestPassword_isJudgedInTheFormThatIsHashed() {
    PasswordRules rules = new PasswordRules(8, CommonPasswords.shipped());
    assertEquals(List.of(), rules.check("e\u0301a\u0301o\u0301i\u0301u\u0301xyz", List.of()));
    assertEquals(
        List.of(PasswordProblem.TOO_SHORT),
        rules.check("e\u0301a\u0301o\u0301i\u0301u\u0301xy", List.of()));
  }

  private long computed(Runnable work) {
    long before = hasher.hashesComputed();
    work.run();
    return hasher.hashesComputed() - before;
  }
}
