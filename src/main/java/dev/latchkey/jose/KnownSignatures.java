package dev.latchkey.jose;

import dev.latchkey.crypto.TokenDigest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers tokens whose signature is valid, because it was verified or created here. A client
 * sends one access token many times, and verifying a signature can take longer than everything else
 * in a request.
 *
 * <p>It stores only the SHA-256 of a token. Times, issuer, audience and use are checked every time.
 * A signature stays valid forever; when a key is no longer accepted, its set is dropped with it.
 * The set contains at least the latest {@value #GENERATION} tokens, and at most twice as many. Safe
 * for all threads.
 */
final class KnownSignatures {

  static final int GENERATION = 16 * 1024;

  private record Digest(long a, long b, long c, long d) {

    static Digest of(String token) {
      ByteBuffer bytes = ByteBuffer.wrap(TokenDigest.digest(token));
      return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Any part of the digest is as good as random. */
    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }

  /** Tokens used since the last change of generations, and those of the generation before. */
  private record Generations(Map<Digest, Boolean> young, Map<Digest, Boolean> old) {

    Generations next() {
      return new Generations(new ConcurrentHashMap<>(), young);
    }
  }

  private final AtomicReference<Generations> known =
      new AtomicReference<>(new Generations(new ConcurrentHashMap<>(), Map.of()));

  /** Whether the token's signature is known to be valid. */
  boolean contains(String token) {
    Digest digest = Digest.of(token);
    Generations now = generations();
    if (now.young.containsKey(digest)) {
      return true;
    }
    if (!now.old.containsKey(digest)) {
      return false;
    }
    add(digest);
    return true;
  }

  /** Remembers a token. Call it only if the signature is valid. */
  void add(String token) {
    add(Digest.of(token));
  }

  private Generations generations() {
    return Objects.requireNonNull(known.get());
  }

  private void add(Digest digest) {
    Generations now = generations();
    if (now.young.size() >= GENERATION) {
      known.compareAndSet(now, now.next());
      now = generations();
    }
    now.young.put(digest, true);
  }
}
