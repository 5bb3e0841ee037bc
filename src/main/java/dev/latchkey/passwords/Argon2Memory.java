package dev.latchkey.passwords;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * A fast path: the memory of one Argon2 hash, reused for the next one. Allocating 19 MiB for each
 * hash would keep the garbage collector busy, which copies the memory of hashes in progress.
 *
 * <p>There are at most as many as hashes were computed concurrently. They are released when the
 * heap runs short, and after minutes without use. The generator overwrites returned blocks with
 * zeros.
 */
final class Argon2Memory implements BlockPool {

  /**
   * The number of 1 KiB blocks of Latchkey's own hashes; additional blocks of an imported hash are
   * not kept.
   */
  private static final int KEPT = Argon2Parameters.CURRENT.memory();

  private static final Deque<SoftReference<Argon2Memory>> FREE = new ConcurrentLinkedDeque<>();

  private final Deque<Block> blocks = new ArrayDeque<>(KEPT);

  private Argon2Memory() {}

  /** Takes one for exclusive use until it is returned. */
  static Argon2Memory take() {
    for (SoftReference<Argon2Memory> free = FREE.poll(); free != null; free = FREE.poll()) {
      Argon2Memory memory = free.get();
      if (memory != null) {
        return memory;
      }
    }
    return new Argon2Memory();
  }

  /** Returns it for the next hash; do not call it after a failure. */
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
