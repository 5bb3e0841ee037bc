package dev.latchkey.fuzz;

import java.util.List;
import org.quicktheories.core.RandomnessSource;
import org.quicktheories.impl.Constraint;

/** Choices, the plainest of them first: what fails is made smaller towards it. */
final class Choice {

  private Choice() {}

  /** A number from 0 to {@code most}. */
  static int upTo(RandomnessSource in, int most) {
    return (int) in.next(Constraint.between(0, most).withShrinkPoint(0));
  }

  static <T> T of(RandomnessSource in, List<T> options) {
    return options.get(upTo(in, options.size() - 1));
  }

  /** True in one of so many cases. */
  static boolean oneIn(RandomnessSource in, int cases) {
    return upTo(in, cases - 1) == cases - 1;
  }
}
