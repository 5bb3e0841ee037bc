package dev.latchkey.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

/**
 * What an Argon2 hash is computed with, RFC 9106 §3.1.
 *
 * @param version 0x13, or 0x10 in old hashes
 * @param memory in KiB
 * @param tagLength of the result, in bytes
 */
record Argon2Parameters(Argon2 variant, int version, int memory, int passes, int lanes, int tagLength) {

  static final Argon2Parameters CURRENT =
      new Argon2Parameters(Argon2.ID, Argon2Function.ARGON2_VERSION_13, 19456, 2, 1, 32);

  private static final int MAX_MEMORY = 256 * 1024;
  private static final int MAX_PASSES = 16;
  private static final int MAX_LANES = 16;

  /** Whether they are legal, and cheap enough that a kept hash may make us compute with them. */
  boolean isAcceptable() {
    return (version == Argon2Function.ARGON2_VERSION_10 || version == Argon2Function.ARGON2_VERSION_13)
        && lanes >= 1 && lanes <= MAX_LANES
        && memory >= 8 * lanes && memory <= MAX_MEMORY
        && passes >= 1 && passes <= MAX_PASSES
        && tagLength >= 4 && tagLength <= 64;
  }

  byte[] tag(String password, byte[] salt) {
    return function(this).hash(password.getBytes(UTF_8), salt).getBytes();
  }

  /** The library keeps each instance, and as much memory again as it computes in, for good: never make two alike. */
  private static synchronized Argon2Function function(Argon2Parameters of) {
    return Argon2Function.getInstance(of.memory, of.passes, of.lanes, of.tagLength, of.variant, of.version);
  }
}
