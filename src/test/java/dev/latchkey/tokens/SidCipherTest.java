package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidCipherTest {
  private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz012345";

  private final SidCipher cipher = new SidCipher("contract-secret-key ✓");

  @Test
  void sid_encryptedByOpenSsl_isDecrypted() {
    // openssl enc -aes-256-ctr -K $(printf 'contract-secret-key ✓' | sha256sum) -iv 000102…0f
    assertEquals(
        Optional.of(TOKEN),
        cipher.decrypt("AAECAwQFBgcICQoLDA0OD3IflohVaYiNZmoAmYaFZDMSqdjbjdyKbP1wzgaKiA06"));
  }

  @Test
  void sid_encryptedTwice_isDifferent() {
    String sid = cipher.encrypt(TOKEN);
    assertNotEquals(sid, cipher.encrypt(TOKEN));
    assertEquals(Optional.of(TOKEN), cipher.decrypt(sid));
    assertEquals(16 + TOKEN.length(), Base64.getDecoder().decode(sid).length);
    assertEquals(Optional.of("é"), cipher.decrypt(cipher.encrypt("é")));
  }

  @Test
  void sid_malformed_isEmpty() {
    assertEquals(Optional.empty(), cipher.decrypt(""));
    assertEquals(Optional.empty(), cipher.decrypt("§"));
    assertEquals(Optional.empty(), cipher.decrypt("AAECAwQFBgcICQoLDA0ODw=="));
    assertNotEquals(Optional.of(TOKEN), new SidCipher("another").decrypt(cipher.encrypt(TOKEN)));
  }
}
