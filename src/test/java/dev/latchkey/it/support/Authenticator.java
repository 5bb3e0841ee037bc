package dev.latchkey.it.support;

import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app and the recovery codes of one account. Tests log in with the recovery codes:
 * the app's code is used up by the setup, and the next one comes after half a minute.
 */
public final class Authenticator {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Duration TO_SEND = Duration.ofSeconds(8);
  private static final String FACTORS = "/account/authenticators";

  private final String secret;
  private final Duration period;
  private final Deque<String> recoveryCodes = new ArrayDeque<>();

  private Authenticator(String secret, Duration period) {
    this.secret = secret;
    this.period = period;
  }

  /** Sends requests of the user of a session, who has authenticated recently. */
  @FunctionalInterface
  public interface Sender {
    Answer send(String method, String path, String json);
  }

  /** An app that was given this secret, in Base32; it knows no recovery codes. */
  public static Authenticator of(String secret) {
    return new Authenticator(secret, Duration.ofSeconds(30));
  }

  /** Adds an authenticator app to the account of a session; its address must be verified. */
  public static Authenticator addedBy(Sender user) {
    return addedBy(user, Duration.ofSeconds(30));
  }

  /** The same where the server's codes are valid for so long. */
  public static Authenticator addedBy(Sender user, Duration period) {
    Authenticator app =
        new Authenticator(
            user.send("GET", FACTORS + "/totp", null).expect(404).at("/meta/secret"), period);
    user.send("POST", FACTORS + "/totp", "{\"code\":\"" + app.code() + "\"}").expect(200);
    app.recoveryCodes.addAll(
        user.send("GET", FACTORS + "/recovery-codes", null)
            .expect(200)
            .json()
            .getJsonObject("data")
            .getJsonArray("unused_codes")
            .getValuesAs(JsonString::getString));
    return app;
  }

  /** The same, of the session of this token. */
  public static Authenticator addedBy(Http http, String sessionToken) {
    return addedBy(
        (method, path, json) ->
            json == null
                ? http.get(Http.API + path, "X-Session-Token", sessionToken)
                : http.post(Http.API + path, json, "X-Session-Token", sessionToken));
  }

  /** The secret as the server has shown it, in Base32. */
  public String secret() {
    return secret;
  }

  /** The same, decoded. */
  public byte[] secretBytes() {
    return decoded();
  }

  /** The recovery codes that were not taken yet. */
  public List<String> recoveryCodes() {
    return List.copyOf(recoveryCodes);
  }

  public boolean hasRecoveryCodes() {
    return !recoveryCodes.isEmpty();
  }

  /** A recovery code; each one once. */
  public String recoveryCode() {
    return recoveryCodes.remove();
  }

  /**
   * The app's code of this moment, which stays valid long enough to be sent: like a person who sees
   * the time run out, this waits for the next one.
   */
  public String code() {
    long left = period.toMillis() - System.currentTimeMillis() % period.toMillis();
    if (left < Math.min(TO_SEND.toMillis(), period.toMillis() / 3)) {
      try {
        Thread.sleep(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return code(step());
  }

  /** The number of the present time step. */
  public long step() {
    return System.currentTimeMillis() / period.toMillis();
  }

  /** The app's code of a time step (RFC 6238, with RFC 4226 §5.3). */
  public String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decoded(), "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] decoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char c : secret.toCharArray()) {
      buffer = buffer << 5 | ALPHABET.indexOf(c);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
