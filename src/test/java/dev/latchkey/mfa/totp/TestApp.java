package dev.latchkey.mfa.totp;

import dev.latchkey.Altered;
import dev.latchkey.TestWorld;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.sessions.Session;
import java.math.BigInteger;
import java.time.Duration;

/** An authenticator app with the secret of one account. */
public final class TestApp {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Totp TOTP = new Totp(Duration.ofSeconds(30), 6, 0);

  private final TestWorld world;
  private final byte[] secret;

  public TestApp(TestWorld world, String secret) {
    this.world = world;
    this.secret = decode(secret);
  }

  /** Sets up the app for the account of a session; a minute later, its codes can log in. */
  public static TestApp addedTo(TestWorld world, Session session) {
    TestApp app = new TestApp(world, Outcomes.done(world.totp.begin(session)).secret());
    Outcomes.done(world.totp.complete(session, app.code()));
    world.clock.advance(Duration.ofMinutes(1));
    return app;
  }

  /** The code of this moment. */
  public String code() {
    return TOTP.code(secret, world.clock.instant().getEpochSecond() / 30 * 30);
  }

  /** A code that is not valid now. */
  public String wrong() {
    return Altered.atStart(code());
  }

  private static byte[] decode(String text) {
    BigInteger bits = BigInteger.ZERO;
    for (char c : text.toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    byte[] secret = new byte[20];
    byte[] all = bits.toByteArray();
    int length = Math.min(all.length, secret.length);
    System.arraycopy(all, all.length - length, secret, secret.length - length, length);
    return secret;
  }
}
