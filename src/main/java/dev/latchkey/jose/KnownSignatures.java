package dev.latchkey.jose;

import dev.latchkey.crypto.TokenDigest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers of tokens whose signature was found to hold, or was made here, that it does. A client
 * sends one access token many times, and to check a signature can take longer than all else that a
 * request needs.
 *
 * <p>Of a token it keeps the SHA-256, and nothing else follows from being known: times, issuer,
 * audience and use are judged each time. A signature never ceases to hold; a key that is no longer
 * accepted takes its set with it. Of the tokens of late at least {@value #GENERATION} are known,
 * and never more than twice as many. Safe for all threads.
 */
final class KnownSignatures {

  static final int GENERATION = 16 * 1024;

  private record Digest(long a, long b, long c, long d) {

    static Digest of(String token) {
      ByteBuffer bytes = ByteBuffer.wrap(TokenDigest.digest(token));
      return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Any part of it is as good as random. */
    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }

  /** Those that were used since the last change of generations, and those that were before it. */
  private record Generations(Map<Digest, Boolean> young, Map<Digest, Boolean> old) {

    Generations next() {
      return new Generations(new ConcurrentHashMap<>(), young);
    }
  }

  private final AtomicReference<Generations> known =
      new AtomicReference<>(new Generations(new ConcurrentHashMap<>(), Map.of()));

  /** Whether the token's signature is known to hold. */
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

  /** Remembers a token whose signature holds; to be called for no other. */
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
