package dev.latchkey.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.LogRecords;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private static final String PASSWORD = "correct horse battery staple";

  /** Made with another implementation of Argon2. */
  private static final String STORED =
      "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw";

  private final PasswordHasher hasher = new PasswordHasher(2, Duration.ofSeconds(30));

  @Test
  void hash_verifiesItsPasswordOnly() {
    String stored = hasher.hash(PASSWORD);

    assertTrue(hasher.verify(PASSWORD, stored));
    assertFalse(hasher.verify(PASSWORD + " ", stored));
    assertFalse(hasher.verify("", stored));
  }

  @Test
  void hash_containsItsParameters() {
    String stored = hasher.hash(PASSWORD);

    assertTrue(
        stored.matches(
            "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"),
        stored);
    assertFalse(hasher.isOutdated(stored));
  }

  @Test
  void hash_inAnyLocale_hasTheSameForm() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      String stored = hasher.hash(PASSWORD);

      assertTrue(stored.startsWith("$argon2id$"), stored);
      assertTrue(hasher.verify(PASSWORD, stored));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hash_hasARandomSalt() {
    assertNotEquals(hasher.hash(PASSWORD), hasher.hash(PASSWORD));
  }

  @Test
  void hash_ofOurFormMadeElsewhere_verifiesAndIsNotOutdated() {
    assertTrue(hasher.verify(PASSWORD, STORED));
    assertFalse(hasher.verify("another", STORED));
    assertFalse(hasher.isOutdated(STORED));
  }

  @Test
  void password_ofTheGreatestLength_isHashedInFull() {
    String longest = "x".repeat(PasswordHasher.MAX_LENGTH);
    String stored = hasher.hash(longest);

    assertTrue(hasher.verify(longest, stored));
    assertFalse(hasher.verify(longest.substring(1), stored));
  }

  @Test
  void password_tooLong_isNotHashedAndDoesNotVerify() {
    String tooLong = "x".repeat(PasswordHasher.MAX_LENGTH + 1);
    String stored = hasher.hash(tooLong.substring(1));

    assertThrows(IllegalArgumentException.class, () -> hasher.hash(tooLong));
    assertFalse(hasher.verify(tooLong, stored));
    assertDoesNotThrow(() -> hasher.spend(tooLong));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "!",
        "!kDIoe8fj",
        "nonsense",
        "$argon2id$v=19$m=19456,t=2,p=1$$",
        "pbkdf2_sha256$x$y$z"
      })
  void verification_impossible_stillComputesAHash(String stored) {
    assertFalse(hasher.verify("", stored));
    assertEquals(1, hasher.hashesComputed());
    assertTrue(hasher.isOutdated(stored));
  }

  @Test
  void account_unknown_costsOneHash() {
    hasher.spend(PASSWORD);

    assertEquals(1, hasher.hashesComputed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "argon2$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=3,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=9216,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=16$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWg",
        "pbkdf2_sha256$1000$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "bcrypt$$2b$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe"
      })
  void hash_ofOtherParameters_isOutdated(String stored) {
    assertTrue(hasher.isOutdated(stored));
    assertEquals(0, hasher.hashesComputed());
  }

  @Test
  void concurrentVerifications_ofManyThreads_areCorrect() {
    List<CompletableFuture<Boolean>> right =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            hasher.verify("password " + i, hasher.hash("password " + i))
                                && !hasher.verify(PASSWORD + i, STORED)))
            .toList();

    assertTrue(right.stream().allMatch(CompletableFuture::join));
    assertEquals(36, hasher.hashesComputed());
    assertEquals(0, hasher.waiting());
  }

  @Test
  void computation_withoutMemory_isRejected() throws Exception {
    HashingGate gate = new HashingGate(1, Duration.ZERO);
    PasswordHasher full = new PasswordHasher(gate);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CompletableFuture<Boolean> occupant =
        CompletableFuture.supplyAsync(
            () ->
                gate.compute(
                    1,
                    () -> {
                      inside.countDown();
                      return Latches.await(leave);
                    }));
    assertTrue(inside.await(30, SECONDS));

    assertAll(
        () -> assertThrows(PasswordHashingBusy.class, () -> full.hash(PASSWORD)),
        () -> assertThrows(PasswordHashingBusy.class, () -> full.verify(PASSWORD, STORED)),
        () -> assertThrows(PasswordHashingBusy.class, () -> full.verify(PASSWORD, "!")),
        () -> assertThrows(PasswordHashingBusy.class, () -> full.spend(PASSWORD)),
        () -> assertTrue(full.isOutdated("!")));

    leave.countDown();
    assertTrue(occupant.get(30, SECONDS));
    assertTrue(full.verify(PASSWORD, STORED));
  }

  @Test
  void format_unknown_isLoggedOnceWithoutItsDigest() {
    PasswordHasher hasher = new PasswordHasher(1, Duration.ofSeconds(10));
    try (LogRecords log = LogRecords.of("dev.latchkey.passwords")) {
      for (String stored :
          List.of(
              "unsalted_md5$c2VjcmV0",
              "unsalted_md5$b3RoZXI",
              "crypt$salt$c2VjcmV0",
              "5f4dcc3b5aa765d61d8327deb882cf99",
              "!unusable",
              "")) {
        assertFalse(hasher.verify("correct-horse-battery-9", stored));
      }
      assertEquals(3, log.messages().size());
      assertTrue(log.messages().get(0).contains("unsalted_md5"), log.messages()::toString);
      assertTrue(log.messages().get(1).contains("crypt"), log.messages()::toString);
      assertTrue(
          log.messages().stream().noneMatch(m -> m.contains("c2VjcmV0") || m.contains("5f4d")),
          log.messages()::toString);
    }
  }
}
