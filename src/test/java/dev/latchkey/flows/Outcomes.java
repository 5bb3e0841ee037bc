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
    throw new AssertionError("refused: " + outcome);
  }

  public static boolean isDone(Outcome<?> outcome) {
    return outcome instanceof Outcome.Done;
  }

  /** Why it was refused. */
  public static Refusal refusal(Outcome<?> outcome) {
    return assertInstanceOf(Outcome.Refused.class, outcome).refusal();
  }

  public static List<Problem> problems(Outcome<?> outcome) {
    return assertInstanceOf(Refusal.Problems.class, refusal(outcome)).problems();
  }

  /** The one problem of a refusal. */
  public static Problem problem(Outcome<?> outcome) {
    List<Problem> problems = problems(outcome);
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }
}
