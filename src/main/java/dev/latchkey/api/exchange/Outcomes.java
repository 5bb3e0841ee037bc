package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Maps the outcome of a use case to a response. This is the only class that maps rejections. */
@ApplicationScoped
public class Outcomes {

  @Inject Exchange exchange;
  @Inject SessionAnswers answers;

  /** The response to a result, or to a rejection. */
  public <T> Response answer(Outcome<T> outcome, Function<? super T, Response> toResult) {
    if (outcome instanceof Outcome.Done<T> done) {
      return toResult.apply(done.result());
    }
    return reject(((Outcome.Rejected<T>) outcome).rejection());
  }

  /** The response to the outcome of a login. */
  public Response login(Outcome<LoginOutcome> outcome) {
    return answer(outcome, answers::of);
  }

  /** The response to a success without data. */
  public Response done(Outcome<?> outcome) {
    return answer(outcome, result -> Answers.of(Envelope.of(200)));
  }

  public Response reject(Rejection rejection) {
    if (rejection instanceof Rejection.Problems found) {
      return exchange.badRequest(errors(found.problems()));
    }
    if (rejection instanceof Rejection.Limited limited) {
      return Answers.limited(limited.retryAfter(), exchange.language());
    }
    if (rejection instanceof Rejection.NotSent) {
      return Answers.of(Envelope.of(403));
    }
    if (rejection instanceof Rejection.Missing) {
      return Answers.of(
          Envelope.rejection(404, exchange.language(), ApiError.of(ErrorCodes.NOT_FOUND)));
    }
    if (rejection instanceof Rejection.Closed) {
      return Answers.of(
          Envelope.rejection(403, exchange.language(), ApiError.of(ErrorCodes.SIGNUP_CLOSED)));
    }
    return rejection instanceof Rejection.Gone ? answers.gone() : Answers.conflict();
  }

  private static List<ApiError> errors(List<Problem> problems) {
    return problems.stream().map(p -> new ApiError(p.code(), p.param(), p.args())).toList();
  }
}
