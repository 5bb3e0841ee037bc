package dev.latchkey.throttle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Attempts of one request, counted as if one after the other: if one of the conditions is denied,
 * all that follow it are denied with it.
 *
 * @param conditions how many of them, from the first, are conditions of those that follow
 */
record AttemptsInTurn(List<Counted> attempts, int conditions) {

  /** An attempt and where it is counted: in all of these buckets, or in none if one is full. */
  record Counted(Action action, Map<String, Bucket> buckets) {}

  static AttemptsInTurn one(Counted attempt) {
    return new AttemptsInTurn(List.of(attempt), 0);
  }

  /** The ids of all buckets, as often as an attempt is counted there. */
  Stream<String> bucketIds() {
    return attempts.stream().flatMap(attempt -> attempt.buckets.keySet().stream());
  }

  /**
   * Whether two attempts are counted in one bucket, as guesses at two accounts are by an address.
   * The second is counted only if there is still room after the first, which one statement cannot
   * tell.
   */
  boolean shareBuckets() {
    Set<String> seen = new HashSet<>();
    return !bucketIds().allMatch(seen::add);
  }

  /**
   * The permits of all, where each attempt after a denied condition has the permit of that.
   *
   * @param permit that of an attempt, by its number; only asked for where all conditions before it
   *     are granted
   */
  List<Permit> permits(IntFunction<Permit> permit) {
    List<Permit> permits = new ArrayList<>();
    for (int turn = 0; turn < attempts.size(); turn++) {
      int condition = lastConditionBefore(turn);
      boolean isOpen = condition < 0 || permits.get(condition) instanceof Permit.Granted;
      permits.add(isOpen ? permit.apply(turn) : permits.get(condition));
    }
    return permits;
  }

  /**
   * The permits of the attempts that are granted; empty for the others.
   *
   * @param hadRoom the ids of the buckets that had room
   */
  List<Optional<Permit>> granted(Set<String> hadRoom, Function<Counted, Permit> permit) {
    List<Optional<Permit>> granted = new ArrayList<>();
    for (int turn = 0; turn < attempts.size(); turn++) {
      int condition = lastConditionBefore(turn);
      Counted counted = attempts.get(turn);
      boolean isGranted =
          (condition < 0 || granted.get(condition).isPresent())
              && hadRoom.containsAll(counted.buckets.keySet());
      granted.add(isGranted ? Optional.of(permit.apply(counted)) : Optional.empty());
    }
    return granted;
  }

  /** The number of the last condition before an attempt, negative if there is none. */
  private int lastConditionBefore(int turn) {
    return Math.min(turn, conditions) - 1;
  }
}
