package dev.latchkey.passwords;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * The memory that one Argon2 hash at a time is computed in, kept for the next one: 19 MiB that are
 * new for each hash keep the garbage collector busy, which copies the hashes under way over and
 * over.
 *
 * <p>There are as many as hashes were ever computed at once. They give way when the heap gets
 * short, and after minutes without use. What the generator gives back it has overwritten with
 * zeros.
 */
final class Argon2Memory implements BlockPool {

  /**
   * As many blocks of 1 KiB as a hash of ours takes; what an imported one took beyond that is not
   * kept.
   */
  private static final int KEPT = Argon2Parameters.CURRENT.memory();

  private static final Deque<SoftReference<Argon2Memory>> FREE = new ConcurrentLinkedDeque<>();

  private final Deque<Block> blocks = new ArrayDeque<>(KEPT);

  private Argon2Memory() {}

  /** One that nobody else has until it is given back. */
  static Argon2Memory take() {
    for (SoftReference<Argon2Memory> free = FREE.poll(); free != null; free = FREE.poll()) {
      Argon2Memory memory = free.get();
      if (memory != null) {
        return memory;
      }
    }
    return new Argon2Memory();
  }

  /** For the next hash; not to be called when this one has failed half-way. */
  void giveBack() {
    FREE.push(new SoftReference<>(this));
  }

  @Override
  public Block allocate() {
    Block block = blocks.poll();
    return block == null ? new Block() : block;
  }

  @Override
  public void deallocate(Block block) {
    if (blocks.size() < KEPT) {
      blocks.push(block);
    }
  }
}
