package dev.latchkey.api.wire;

/** The way out of a half-read body; never leaves {@link JsonBody#parse}. */
final class RefusedBody extends RuntimeException {

  private final transient ApiError error;

  RefusedBody(String code, Object... args) {
    super(code, null, false, false);
    this.error = new ApiError(code, null, args);
  }

  ApiError error() {
    return error;
  }
}
