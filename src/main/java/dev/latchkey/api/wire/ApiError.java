package dev.latchkey.api.wire;

import dev.latchkey.texts.ErrorCodes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One error in a request.
 *
 * @param code one of {@link ErrorCodes}
 * @param param the name of the invalid input, or null if the error concerns the whole request
 * @param args values for the placeholders of the code's message, in order; never a secret
 */
public record ApiError(String code, @Nullable String param, List<Object> args) {

  /** Copies {@code args}. */
  public ApiError {
    Objects.requireNonNull(code, "code");
    args = List.copyOf(args);
  }

  /** An error in one input, or in the whole request if {@code param} is null. */
  public ApiError(String code, @Nullable String param, Object... args) {
    this(code, param, List.of(args));
  }

  /** An error in the whole request. */
  public static ApiError of(String code, Object... args) {
    return new ApiError(code, null, args);
  }
}
