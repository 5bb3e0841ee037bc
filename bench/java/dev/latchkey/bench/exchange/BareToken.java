package dev.latchkey.bench.exchange;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token of this application: claims, protected by HMAC. The session token in it is
 * encrypted, as in the access token beside it.
 */
public record BareToken(String jti, String sessionToken) {

  private static final int IV_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SecretKeySpec SID_KEY = new SecretKeySpec(new byte[32], "AES");

  private static final SecretKeySpec KEY =
      new SecretKeySpec("of the benchmark, and no secret at all".getBytes(), "HmacSHA256");
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = JSON.createBuilderFactory(Map.of());
  private static final JsonReaderFactory READERS = JSON.createReaderFactory(Map.of());
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"rt+jwt\"}".getBytes());

  /** What names the session in the database. */
  public String sessionHash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sessionToken.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The session token, encrypted differently every time. */
  String sid() {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    byte[] encrypted =
        cipher(Cipher.ENCRYPT_MODE, iv, sessionToken.getBytes(StandardCharsets.UTF_8));
    byte[] sid = Arrays.copyOf(iv, iv.length + encrypted.length);
    System.arraycopy(encrypted, 0, sid, iv.length, encrypted.length);
    return Base64.getEncoder().encodeToString(sid);
  }

  private static String sessionToken(String sid) {
    byte[] bytes = Base64.getDecoder().decode(sid);
    byte[] plain =
        cipher(
            Cipher.DECRYPT_MODE,
            Arrays.copyOf(bytes, IV_BYTES),
            Arrays.copyOfRange(bytes, IV_BYTES, bytes.length));
    return new String(plain, StandardCharsets.UTF_8);
  }

  private static byte[] cipher(int mode, byte[] iv, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, SID_KEY, new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token that clients get. */
  public String text() {
    long now = System.currentTimeMillis() / 1000;
    String claims =
        object()
            .add("sub", "1052")
            .add("iat", now)
            .add("exp", now + 86_400)
            .add("jti", jti)
            .add("sid", sid())
            .add("token_use", "refresh")
            .build()
            .toString();
    String signed = HEADER + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
    return signed + "." + encode(mac(signed));
  }

  /** Reads a token, and checks that it is one of ours and has not expired. */
  static BareToken read(String token) {
    int last = token.lastIndexOf('.');
    byte[] mac = Base64.getUrlDecoder().decode(token.substring(last + 1));
    if (!MessageDigest.isEqual(mac, mac(token.substring(0, last)))) {
      throw new IllegalArgumentException("not ours");
    }
    byte[] claims = Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, last));
    JsonObject read = parse(new ByteArrayInputStream(claims));
    if (read.getJsonNumber("exp").longValue() <= System.currentTimeMillis() / 1000) {
      throw new IllegalArgumentException("expired");
    }
    return new BareToken(read.getString("jti"), sessionToken(read.getString("sid")));
  }

  static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  static JsonObject parse(InputStream text) {
    try (JsonReader reader = READERS.createReader(text)) {
      return reader.readObject();
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] mac(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(KEY);
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
