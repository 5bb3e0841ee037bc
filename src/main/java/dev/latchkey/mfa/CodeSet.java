package dev.latchkey.mfa;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set of recovery codes.
 *
 * @param all all of them, used or not; empty if they were shown before and cannot be shown again
 */
public record CodeSet(Authenticator authenticator, int count, Optional<List<String>> all) {

  /** How many are unused. */
  public int unusedCount() {
    return count - Long.bitCount(authenticator.uses());
  }

  /** The unused codes, if they can be shown. */
  public Optional<List<String>> unused() {
    return all.map(
        codes ->
            IntStream.range(0, codes.size())
                .filter(i -> (authenticator.uses() & 1L << i) == 0)
                .mapToObj(codes::get)
                .toList());
  }

  /** Shows none of the codes. */
  @Override
  public String toString() {
    return "CodeSet[" + count + "]";
  }
}
