package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.passwords.PasswordHashingBusy;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.persistence.Failures;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.util.Optional;

/** Maps unexpected exceptions to a response that has only an id, which is also in the log. */
public class FailureMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = System.getLogger(FailureMapper.class.getName());

  /** For what is temporary. */
  static final int RETRY_AFTER_SECONDS = 5;

  @Context HttpHeaders headers;

  @Override
  public Response toResponse(Throwable failure) {
    return failure(failure, LOG, headers);
  }

  static Response failure(Throwable failure, Logger log, HttpHeaders headers) {
    Language language = Language.of(headers.getHeaderString("Accept-Language"));
    String incident = String.valueOf(RequestContext.current().requestId());
    Optional<Throwable> temporary = temporary(failure);
    if (temporary.isPresent()) {
      boolean isBusy = temporary.get() instanceof PasswordHashingBusy;
      String code = isBusy ? ErrorCodes.BUSY : ErrorCodes.UNAVAILABLE;
      warn(log, incident, temporary.get());
      return Answers.builder(Envelope.rejection(503, language, ApiError.of(code)))
          .header("Retry-After", RETRY_AFTER_SECONDS)
          .build();
    }
    if (failure instanceof IOException || failure instanceof CancelledKeyException) {
      // The body could not be read: the client has disconnected or is too slow, or GlassFish is
      // stopping.
      log.log(Level.DEBUG, () -> "Request " + incident + ": " + failure);
      return Answers.of(Envelope.rejection(400, language, ApiError.of(ErrorCodes.BAD_REQUEST)));
    }
    if (Failures.isUnstorableValue(failure)) {
      // Most invalid input is rejected when it is read; this handles the rest.
      log.log(Level.WARNING, "Request {0}: {1}", incident, reason(failure));
      return Answers.of(Envelope.rejection(400, language, ApiError.of(ErrorCodes.BAD_REQUEST)));
    }
    log.log(Level.ERROR, "Request " + incident + " failed.", failure);
    return Answers.of(
        Envelope.rejection(500, language, ApiError.of(ErrorCodes.SERVER_ERROR, incident)));
  }

  /** What is temporary in a failure, and deserves a 503. */
  static Optional<Throwable> temporary(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DatabaseUnavailable || t instanceof PasswordHashingBusy) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }

  /** Logs it under the id of the request. */
  static void warn(Logger log, String incident, Throwable temporary) {
    log.log(
        Level.WARNING, "Request {0}: {1} {2}", incident, temporary.getMessage(), reason(temporary));
  }

  private static String reason(Throwable t) {
    Throwable root = t;
    for (int depth = 0; root.getCause() != null && depth < 30; depth++) {
      root = root.getCause();
    }
    return root == t ? "" : root.toString();
  }
}
