package dev.latchkey.api.wire;

import dev.latchkey.texts.ErrorCodes;

/** The error codes for HTTP statuses. */
public final class StatusTexts {

  private StatusTexts() {}

  public static String code(int status) {
    return switch (status) {
      case 401 -> ErrorCodes.UNAUTHORIZED;
      case 403 -> ErrorCodes.FORBIDDEN;
      case 404 -> ErrorCodes.NOT_FOUND;
      case 405 -> ErrorCodes.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCodes.NOT_ACCEPTABLE;
      case 409 -> ErrorCodes.CONFLICT;
      case 413 -> ErrorCodes.TOO_LARGE;
      case 415 -> ErrorCodes.UNSUPPORTED_MEDIA_TYPE;
      case 429 -> ErrorCodes.TOO_MANY_REQUESTS;
      case 503 -> ErrorCodes.UNAVAILABLE;
      default -> status < 500 ? ErrorCodes.BAD_REQUEST : ErrorCodes.SERVER_ERROR;
    };
  }
}
