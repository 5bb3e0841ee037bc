package dev.latchkey.bench.inner;

import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.tokens.SidCipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with texts: the claim {@code sid}, the digest of a token, an answer. */
@State(Scope.Benchmark)
public class Texts {

  private static final String SESSION_TOKEN = "k3v9x0q2m5n8b1c4z7l6j0h3g9f2d5s8";

  private final SidCipher cipher =
      new SidCipher(SecretKeys.only("a-secret-key-that-all-nodes-of-the-benchmark-know"));
  private final String sid = cipher.encrypt(SESSION_TOKEN);
  private final String jwt = "e".repeat(600);

  @Benchmark
  public String encryptSid() {
    return cipher.encrypt(SESSION_TOKEN);
  }

  @Benchmark
  public Object decryptSid() {
    return cipher.decrypt(sid, text -> true);
  }

  @Benchmark
  public String digestToken() {
    return TokenDigest.sha256(SESSION_TOKEN);
  }

  @Benchmark
  public byte[] writeEnvelope() {
    ObjectText pair = new ObjectText().put("access_token", jwt).put("refresh_token", jwt);
    return Envelope.of(200).data(pair).also("access_token", jwt).also("refresh_token", jwt).bytes();
  }
}
