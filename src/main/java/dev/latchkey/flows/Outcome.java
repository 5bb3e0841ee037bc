package dev.latchkey.flows;

import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of a use case: its result, or a refusal. The effects of a refusal, such as a count or
 * an audit event, are committed too.
 *
 * @param <T> the result
 */
public sealed interface Outcome<T> {

  /** The use case succeeded. */
  record Done<T>(T result) implements Outcome<T> {}

  /** The use case was rejected. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T result) {
    return new Done<>(result);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** Rejected because of one problem. */
  static <T> Outcome<T> refused(Problem problem) {
    return refused(Refusal.because(problem));
  }

  /** The value; if there is none, a refusal for this reason. */
  static <T> Outcome<T> of(Optional<T> result, Refusal otherwise) {
    return result.map(Outcome::done).orElseGet(() -> refused(otherwise));
  }

  /** Continues with the result; returns a refusal unchanged. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return refused(((Refused<T>) this).refusal());
  }

  /** As {@link #then}, for a step that cannot fail. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> next) {
    return then(result -> done(next.apply(result)));
  }
}
