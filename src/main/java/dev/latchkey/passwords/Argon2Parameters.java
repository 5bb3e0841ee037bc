package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters.Builder;

/**
 * The parameters of an Argon2 hash, RFC 9106 §3.1.
 *
 * @param version 0x13, or 0x10 in old hashes
 * @param memory in KiB
 * @param tagLength of the result, in bytes
 */
record Argon2Parameters(
    Variant variant, int version, int memory, int passes, int lanes, int tagLength) {

  /** The variants, in the order of their numbers in the algorithm. */
  enum Variant {
    D,
    I,
    ID;

    static Variant of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Argon2Parameters CURRENT = new Argon2Parameters(Variant.ID, 0x13, 19456, 2, 1, 32);

  private static final int MAX_MEMORY = 256 * 1024;
  private static final int MAX_PASSES = 16;
  private static final int MAX_LANES = 16;

  /** Whether they are valid, and cheap enough to verify a stored hash with them. */
  boolean isAcceptable() {
    return (version == 0x10 || version == 0x13)
        && lanes >= 1
        && lanes <= MAX_LANES
        && memory >= 8 * lanes
        && memory <= MAX_MEMORY
        && passes >= 1
        && passes <= MAX_PASSES
        && tagLength >= 4
        && tagLength <= 64;
  }

  /** Computes with {@link #memory} KiB, without a time limit. */
  byte[] tag(String password, byte[] salt) {
    Argon2Memory blocks = Argon2Memory.take();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Builder(variant.ordinal())
            .withVersion(version)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] tag = new byte[tagLength];
    generator.generateBytes(password.getBytes(UTF_8), tag);
    blocks.giveBack();
    return tag;
  }
}
