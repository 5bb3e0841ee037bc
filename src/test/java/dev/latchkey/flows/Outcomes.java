package dev.latchkey.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;

/** Looks into what came of a use case; fails where it is of the other kind. */
public final class Outcomes {

  private Outcomes() {}

  /** The result of what was done. */
  public static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.result();
    }
    throw new AssertionError("rejected: " + outcome);
  }

  public static boolean isDone(Outcome<?> outcome) {
    return outcome instanceof Outcome.Done;
  }

  /** Why it was rejected. */
  public static Rejection rejection(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Rejected.class, outcome).rejection();
  }

  public static List<Problem> problems(Outcome<?> outcome) {
    return assertInstanceOf(Rejection.Problems.class, rejection(outcome)).problems();
  }

  /** The one problem of a rejection. */
  public static Problem problem(Outcome<?> outcome) {
    List<Problem> problems = problems(outcome);
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }
}
