package dev.latchkey.webauthn;

import java.util.Arrays;
import java.util.stream.Stream;

/** Ids of credentials. */
final class Ids {

  private Ids() {}

  static boolean allEqual(byte[] id, byte[]... others) {
    return Stream.of(others).allMatch(other -> Arrays.equals(id, other));
  }
}
