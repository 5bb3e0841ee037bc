package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.StatusTexts;
import dev.latchkey.texts.Language;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Returns our envelope for requests that the server's JAX-RS implementation rejects: unknown paths,
 * unsupported methods.
 */
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

  private static final Logger LOG = System.getLogger(HttpErrorMapper.class.getName());

  @Context HttpHeaders headers;

  @Override
  public Response toResponse(WebApplicationException rejection) {
    int status = rejection.getResponse().getStatus();
    if (status < 400) {
      return rejection.getResponse();
    }
    if (status >= 500) {
      return FailureMapper.failure(rejection, LOG, headers);
    }
    LOG.log(Level.DEBUG, () -> "Rejected with " + status + ": " + rejection.getMessage());
    Language language = Language.of(headers.getHeaderString("Accept-Language"));
    Response.ResponseBuilder answer =
        Answers.builder(
            Envelope.rejection(status, language, ApiError.of(StatusTexts.code(status))));
    String allow = rejection.getResponse().getHeaderString("Allow");
    return allow == null ? answer.build() : answer.header("Allow", allow).build();
  }
}
