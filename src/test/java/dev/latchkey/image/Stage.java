package dev.latchkey.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * A stage of a Dockerfile: what follows {@code FROM base AS name}. The last one's name may be
 * empty.
 */
record Stage(String name, String base, List<Instruction> instructions) {

  Stream<Instruction> all(String keyword) {
    return instructions.stream().filter(i -> i.is(keyword));
  }
}
