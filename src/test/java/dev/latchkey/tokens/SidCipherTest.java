package dev.latchkey.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.latchkey.crypto.secrets.SecretKeys;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidCipherTest {
  private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz012345";

  private final SidCipher cipher = new SidCipher(SecretKeys.only("contract-secret-key ✓"));

  @Test
  void sid_encryptedByOpenSsl_isDecrypted() {
    // openssl enc -aes-256-ctr -K $(printf 'contract-secret-key ✓' | sha256sum) -iv 000102…0f
    assertEquals(
        Optional.of(TOKEN),
        decrypted(cipher, "AAECAwQFBgcICQoLDA0OD3IflohVaYiNZmoAmYaFZDMSqdjbjdyKbP1wzgaKiA06"));
  }

  @Test
  void sid_encryptedTwice_isDifferent() {
    String sid = cipher.encrypt(TOKEN);
    assertNotEquals(sid, cipher.encrypt(TOKEN));
    assertEquals(Optional.of(TOKEN), decrypted(cipher, sid));
    assertEquals(16 + TOKEN.length(), Base64.getDecoder().decode(sid).length);
    assertEquals(Optional.of("é"), decrypted(cipher, cipher.encrypt("é")));
  }

  @Test
  void sid_malformed_isEmpty() {
    assertEquals(Optional.empty(), decrypted(cipher, ""));
    assertEquals(Optional.empty(), decrypted(cipher, "§"));
    assertEquals(Optional.empty(), decrypted(cipher, "AAECAwQFBgcICQoLDA0ODw=="));
    assertNotEquals(
        Optional.of(TOKEN),
        decrypted(new SidCipher(SecretKeys.only("another")), cipher.encrypt(TOKEN)));
  }

  @Test
  void sid_ofAPreviousSecretKey_isDecryptedAndWrittenWithTheCurrentOne() {
    SidCipher both =
        new SidCipher(new SecretKeys("another", List.of("x", "contract-secret-key ✓")));

    assertEquals(Optional.of(TOKEN), both.decrypt(cipher.encrypt(TOKEN), TOKEN::equals));
    assertEquals(Optional.of(TOKEN), both.decrypt(both.encrypt(TOKEN), TOKEN::equals));
    assertEquals(Optional.empty(), cipher.decrypt(both.encrypt(TOKEN), TOKEN::equals));
  }

  private static Optional<String> decrypted(SidCipher with, String sid) {
    return with.decrypt(sid, text -> true);
  }
}
