package dev.latchkey.flows;

import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of a use case: its result, or a rejection. The effects of a rejection, such as a
 * count or an audit event, are committed too.
 *
 * @param <T> the result
 */
public sealed interface Outcome<T> {

  /** The use case succeeded. */
  record Done<T>(T result) implements Outcome<T> {}

  /** The use case was rejected. */
  record Rejected<T>(Rejection rejection) implements Outcome<T> {}

  static <T> Outcome<T> done(T result) {
    return new Done<>(result);
  }

  static <T> Outcome<T> rejected(Rejection rejection) {
    return new Rejected<>(rejection);
  }

  /** Rejected because of one problem. */
  static <T> Outcome<T> rejected(Problem problem) {
    return rejected(Rejection.because(problem));
  }

  /** The value; if there is none, a rejection for this reason. */
  static <T> Outcome<T> of(Optional<T> result, Rejection otherwise) {
    return result.map(Outcome::done).orElseGet(() -> rejected(otherwise));
  }

  /** Continues with the result; returns a rejection unchanged. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return rejected(((Rejected<T>) this).rejection());
  }

  /** As {@link #then}, for a step that cannot fail. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> next) {
    return then(result -> done(next.apply(result)));
  }
}
