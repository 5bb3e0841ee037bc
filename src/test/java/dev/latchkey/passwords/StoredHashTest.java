package dev.latchkey.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hashes here were made with other implementations: Python's hashlib, libcrypt, and Argon2
 * compiled from C.
 */
@Tag("slow")
class StoredHashTest {

  private static final String PASSWORD = "p\u00e4ssw\u00f6rd \u2603";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$HwgpVMcGwLCFHRuHcc6dPLV1Zn3xXirneqQxSWw06ow",
        "argon2$argon2id$v=19$m=1024,t=2,p=4$c29tZXNhbHQxMjM0NTY3OA$NhT8MY6IOZox8StJeUr72ylDEzzH1cJSAHlO8r5pzUo",
        "argon2$argon2i$v=19$m=512,t=3,p=2$c29tZXNhbHQxMjM0NTY3OA$lZGQopJkusCfRQfShFaO9A",
        "argon2$argon2d$v=19$m=256,t=3,p=1$c29tZXNhbHQxMjM0NTY3OA$"
            + "IMqECj8hgfcY0rvBE89Ab84TNjzxIYoh+CgySf6LznxYDkJjQs1kXkEjSFfJu7fBF2cUp2RCiiH6Y0XkLBEi2g",
        "pbkdf2_sha256$1000$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "pbkdf2_sha256$870000$seasalt22$pkW88L8HrTjhyl/VSJhH8KCCMJx6aS26NwTI+PPO41E=",
        "pbkdf2_sha1$1000$seasalt22$B7pIj8uFZaaM09bGBHSM+mC1D0k=",
        "bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuPWUwMwU41yTiMbXSrDjr2iUhsSBeeSq",
        "bcrypt$$2b$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe",
        "bcrypt$$2a$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe",
        "bcrypt$$2y$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe",
        "scrypt$16384$seasalt4you2see$8$5$mfbUig+WtJxOq/iFe8YDvGYU5L66A5fPe1rS8cpykjJpHXSqngbWJi2dAy55YcFckSk1Ei5T0YKM2Mwpz3w77Q==",
        "scrypt$1024$s$8$1$+IuZtHh5n/PgOFJoPPieimCK2evTNt0sqaekNmJTAvlleAaB8LtY1WRFcVqtymrxGiKBzNrNXZPFF69+/pcNMw==",
        "md5$seasalt$e553d828eb8358b05352e7c610d53bd4"
      })
  void hash_madeElsewhere_verifies(String stored) {
    StoredHash hash = StoredHash.parse(stored).orElseThrow();

    assertTrue(hash.matches(PASSWORD));
    assertFalse(hash.matches(PASSWORD + "x"));
    assertFalse(hash.matches(""));
  }

  /** Their memory is used again, be it for more of it, for less, or for another kind. */
  @Test
  void hashes_ofAllSizes_verifyInTurn() {
    List<StoredHash> hashes =
        Stream.of(
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$HwgpVMcGwLCFHRuHcc6dPLV1Zn3xXirneqQxSWw06ow",
                "argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQxMjM0NTY3OA$set7iVl8auT15ELuWx58/CqR6CYLCeS50i3IwhOoHJ0",
                "argon2$argon2i$v=19$m=512,t=3,p=2$c29tZXNhbHQxMjM0NTY3OA$lZGQopJkusCfRQfShFaO9A")
            .map(stored -> StoredHash.parse(stored).orElseThrow())
            .toList();

    for (int i = 0; i < 3; i++) {
      for (StoredHash hash : hashes) {
        assertFalse(hash.matches(PASSWORD + i));
        assertTrue(hash.matches(PASSWORD), () -> hash + " after others");
      }
    }
  }

  /** As Django writes it out of the box: 100 MiB and eight lanes. */
  @Test
  void hash_withDjangosArgon2Parameters_verifies() {
    StoredHash hash =
        StoredHash.parse(
                "argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQxMjM0NTY3OA$set7iVl8auT15ELuWx58/CqR6CYLCeS50i3IwhOoHJ0")
            .orElseThrow();

    assertEquals(102400, hash.memory());
    assertTrue(hash.matches(PASSWORD));
  }

  /** From the tests of the reference implementation of Argon2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
        "$argon2i$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY"
      })
  void argon2_referenceVectors_verify(String stored) {
    assertTrue(StoredHash.parse(stored).orElseThrow().matches("password"));
  }

  @Test
  void bcrypt_readsTheFirst72BytesOnly() {
    StoredHash hash =
        StoredHash.parse("bcrypt$$2b$04$abcdefghijklmnopqrstuum2G75IXDN/xsgbNa/hCiPSKyIHQd70S")
            .orElseThrow();

    assertTrue(hash.matches("0123456789".repeat(10)));
    assertTrue(hash.matches("0123456789".repeat(7) + "01"));
    assertFalse(hash.matches("0123456789".repeat(7) + "0"));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "!",
        "!abc",
        "$",
        "$$$$$",
        "plain text",
        "argon2",
        "argon2$",
        "md5$salt$0123456789abcdef",
        "md5$$2df5c8eb20face4ba3b83db83703e081",
        "md5$seasalt$2DF5C8EB20FACE4BA3B83DB83703E081",
        "scrypt$16383$salt$8$5$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$1$salt$8$5$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$16384$salt$0$5$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$16384$salt$8$0$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$67108864$salt$8$1$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$16384$salt$8$100$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$16384$$8$5$QPLER7ucJ+aw4uOEg+bdgBqfojyzsvU6IUBDlrJCD/B/kBJu4YwDJ+yImxuvLz/+g5a+NZzuOpb6nEbnqf1A1Q==",
        "scrypt$16384$salt$8$5$AAAA",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$A",
        "$argon2id$v=19$m=19456,t=2,p=1$c29t$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2x$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=17$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=2,p=0$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw\n",
        "pbkdf2_sha256$1000$seasalt22",
        "pbkdf2_sha256$0$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "pbkdf2_sha256$1000$$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "pbkdf2_sha256$1000$seasalt22$lCykIw8P5h8E",
        "pbkdf2_sha256$1000$seasalt22$A===",
        "pbkdf2_sha1$1000$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "pbkdf2_sha512$1000$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "bcrypt$$2b$04$short",
        "bcrypt$$2b$03$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe",
        "bcrypt$$2z$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe",
        "bcrypt_sha256$2b$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe"
      })
  void text_invalid_isNoHash(String stored) {
    assertEquals(Optional.empty(), StoredHash.parse(stored));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=10485760,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=99999,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=19456,t=2,p=1000$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$iqbHhgtqJMWWf23kIatRWniYNRyhFWif/l6I+m/2Exw",
        "pbkdf2_sha256$999999999$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "bcrypt$$2b$31$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe"
      })
  void hash_tooExpensive_isNotComputed(String stored) {
    assertEquals(Optional.empty(), StoredHash.parse(stored));
  }

  @Test
  void text_veryLong_isNotParsed() {
    assertEquals(
        Optional.empty(),
        StoredHash.parse(
            "pbkdf2_sha256$1000$"
                + "s".repeat(600)
                + "$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$HwgpVMcGwLCFHRuHcc6dPLV1Zn3xXirneqQxSWw06ow",
        "pbkdf2_sha256$1000$seasalt22$lCykIw8P5h8EKhzURMquUQ6jOYl7xiTurKUmWNAk14s=",
        "bcrypt$$2b$04$abcdefghijklmnopqrstuu4SmA3hVMbWKmJVGcHRDZ6Y7bUU/SMZe"
      })
  void toString_showsNoHash(String stored) {
    String shown = StoredHash.parse(stored).orElseThrow().toString();
    String digest = stored.substring(stored.length() - 12);

    assertFalse(shown.contains(digest), shown);
    assertFalse(shown.contains("salt"), shown);
  }
}
