package dev.latchkey.api.exchange;

import dev.latchkey.Shared;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.BodyType;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.texts.ErrorCodes;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, strictly and up to its maximum length. */
@Shared
public class BodyFilter implements ContainerRequestFilter {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  private final Exchange exchange;

  @Inject
  public BodyFilter(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (BetweenServers.Calls.isOne(request)) {
      return;
    }
    byte[] bytes =
        WITHOUT_BODY.contains(request.getMethod()) ? new byte[0] : read(request.getEntityStream());
    BodyType type =
        bytes.length == 0
            ? BodyType.JSON
            : BodyType.of(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
    if (type == BodyType.MALFORMED) {
      reject(request, 400, ApiError.of(ErrorCodes.BAD_REQUEST));
      return;
    }
    if (type != BodyType.JSON) {
      reject(request, 415, ApiError.of(ErrorCodes.UNSUPPORTED_MEDIA_TYPE));
      return;
    }
    JsonBody.Reading reading = JsonBody.parse(bytes);
    if (reading instanceof JsonBody.Parsed parsed) {
      exchange.received(parsed.body());
    } else if (reading instanceof JsonBody.Rejected rejected) {
      reject(request, rejected.status(), rejected.error());
    }
  }

  private void reject(ContainerRequestContext request, int status, ApiError error) {
    request.abortWith(Answers.of(Envelope.rejection(status, exchange.language(), error)));
  }

  private static byte[] read(@Nullable InputStream body) throws IOException {
    return body == null ? new byte[0] : body.readNBytes(JsonBody.LARGEST + 1);
  }
}
