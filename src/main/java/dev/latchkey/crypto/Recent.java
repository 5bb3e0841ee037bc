package dev.latchkey.crypto;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is known about the texts that were used most recently. It stores the SHA-256 of a text
 * instead of the text. It knows at least the latest texts of a number, and at most twice as many.
 * Safe for all threads.
 *
 * @param <V> what is known, which must not change
 */
public final class Recent<V> {

  /** Stands for a text. */
  public record Digest(long a, long b, long c, long d) {

    /** The SHA-256 of a text. */
    public static Digest of(String text) {
      ByteBuffer bytes = ByteBuffer.wrap(TokenDigest.digest(text));
      return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Any part of the digest is as good as random. */
    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }

  /** Texts used since the last change of generations, and those of the generation before. */
  private record Generations<V>(Map<Digest, V> young, Map<Digest, V> old) {

    Generations<V> next() {
      return new Generations<>(new ConcurrentHashMap<>(), young);
    }
  }

  private final int generation;
  private final AtomicReference<Generations<V>> known =
      new AtomicReference<>(new Generations<>(new ConcurrentHashMap<>(), Map.of()));

  /**
   * @param generation how many texts it knows at least
   */
  public Recent(int generation) {
    this.generation = generation;
  }

  /** What is known about a text. */
  public Optional<V> find(Digest digest) {
    Generations<V> now = generations();
    V young = now.young.get(digest);
    if (young != null) {
      return Optional.of(young);
    }
    V old = now.old.get(digest);
    if (old != null) {
      put(digest, old);
    }
    return Optional.ofNullable(old);
  }

  /** Remembers what is known about a text. */
  public void put(Digest digest, V value) {
    Generations<V> now = generations();
    if (now.young.size() >= generation) {
      known.compareAndSet(now, now.next());
      now = generations();
    }
    now.young.put(digest, value);
  }

  private Generations<V> generations() {
    return Objects.requireNonNull(known.get());
  }
}
