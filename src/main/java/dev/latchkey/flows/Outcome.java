package dev.latchkey.flows;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a use case: its result, or why there is none. What a refusal leaves behind, such as
 * a count or an audit event, is committed all the same.
 *
 * @param <T> the result
 */
public sealed interface Outcome<T> {

  /** It was done. */
  record Done<T>(T result) implements Outcome<T> {}

  /** It was refused. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T result) {
    return new Done<>(result);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** Refused for one problem. */
  static <T> Outcome<T> refused(Problem problem) {
    return refused(Refusal.because(problem));
  }

  /** What there is; refused for this reason where there is nothing. */
  static <T> Outcome<T> of(Optional<T> result, Refusal otherwise) {
    return result.map(Outcome::done).orElseGet(() -> refused(otherwise));
  }

  /** Goes on with the result; a refusal stays as it is. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return refused(((Refused<T>) this).refusal());
  }

  /** As {@link #then}, where nothing can be refused any more. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> next) {
    return then(result -> done(next.apply(result)));
  }
}
