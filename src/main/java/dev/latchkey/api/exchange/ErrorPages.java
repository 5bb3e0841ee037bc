package dev.latchkey.api.exchange;

import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.JsonBody;
import dev.latchkey.api.wire.StatusTexts;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.ErrorCodes;
import dev.latchkey.texts.Language;

/** The content of the server's own error pages. */
public final class ErrorPages {

  private ErrorPages() {}

  /** The envelope for a status that the server chose, not Latchkey. */
  public static String of(int status, String acceptLanguage) {
    String code = StatusTexts.code(status);
    ApiError error =
        code.equals(ErrorCodes.SERVER_ERROR)
            ? ApiError.of(code, String.valueOf(RequestContext.current().requestId()))
            : ApiError.of(code, JsonBody.LARGEST);
    return Envelope.rejection(status, Language.of(acceptLanguage), error).json();
  }
}
