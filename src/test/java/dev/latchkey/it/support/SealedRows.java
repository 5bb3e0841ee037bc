package dev.latchkey.it.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.crypto.secrets.SecretKeys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What only the secret key gets out of a database. */
public final class SealedRows {

  /** By itself: a UUID in an address may have two groups of four digits next to each other. */
  private static final Pattern CODE =
      Pattern.compile("(?<![A-Za-z0-9-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![A-Za-z0-9-])");

  private final Postgres postgres;
  private final String database;
  private final String secretKey;

  public SealedRows(Postgres postgres, String database, String secretKey) {
    this.postgres = postgres;
    this.database = database;
    this.secretKey = secretKey;
  }

  /** The private keys of the ring, in PKCS#8; one must have been rotated out, and be gone. */
  public List<byte[]> keys() {
    List<String> keys = opened("signing-key", "SELECT private_key FROM signing_key");
    assertTrue(keys.stream().anyMatch(SealedRows::isPublic), "no key has been rotated out");
    return keys.stream().filter(key -> !isPublic(key)).map(Base64.getDecoder()::decode).toList();
  }

  private static boolean isPublic(String key) {
    return key.startsWith("{");
  }

  /** The codes in mails that wait for their server. */
  public List<String> codesInMails() {
    List<String> mails = opened("mail", "SELECT content FROM outbound_mail");
    assertFalse(mails.isEmpty(), "no mail waits");
    return mails.stream()
        .flatMap(mail -> CODE.matcher(mail).results().map(MatchResult::group))
        .toList();
  }

  /** What makes an elliptic key private, in 24 bytes that are in every form of it. */
  public static byte[] number(byte[] pkcs8) {
    try {
      ECPrivateKey key =
          (ECPrivateKey)
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      byte[] number = key.getS().toByteArray();
      return Arrays.copyOfRange(number, number.length - 24, number.length);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> opened(String purpose, String query) {
    SecretBox box = new SecretBox(SecretKeys.only(secretKey), purpose);
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> opened = new ArrayList<>();
      while (rows.next()) {
        opened.add(box.openText(rows.getString(1)).orElseThrow());
      }
      return opened;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
