package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Envelopes as HTTP responses. */
public final class Answers {

  private static final String JSON = MediaType.APPLICATION_JSON;

  private Answers() {}

  public static Response of(Envelope envelope) {
    return builder(envelope).build();
  }

  /** Not possible in the current state of the session. */
  public static Response conflict() {
    return of(Envelope.of(409));
  }

  public static Response limited(Duration retryAfter, Language language) {
    Envelope envelope =
        Envelope.rejection(429, language, ApiError.of(ErrorCodes.TOO_MANY_REQUESTS));
    return builder(envelope).header("Retry-After", seconds(retryAfter)).build();
  }

  /** A waiting time for {@code Retry-After}: in seconds, rounded up, at least one. */
  public static long seconds(Duration wait) {
    return Math.max(1, wait.toSeconds() + 1);
  }

  public static Response.ResponseBuilder builder(Envelope envelope) {
    return Response.status(envelope.status())
        .entity(envelope.bytes())
        .type(JSON)
        .header("Cache-Control", "no-store");
  }
}
