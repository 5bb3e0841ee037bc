package dev.latchkey.api.wire;

import dev.latchkey.texts.ErrorCodes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param code one of {@link ErrorCodes}
 * @param param the name of the input it is about, or null when it is about the request as a whole
 * @param args what the code's text mentions, in the order of its placeholders; never a secret
 */
public record ApiError(String code, @Nullable String param, List<Object> args) {

  /** Copies {@code args}. */
  public ApiError {
    Objects.requireNonNull(code, "code");
    args = List.copyOf(args);
  }

  /** An error about one input; {@code param} null for one about the whole request. */
  public ApiError(String code, @Nullable String param, Object... args) {
    this(code, param, List.of(args));
  }

  /** An error about the request as a whole. */
  public static ApiError of(String code, Object... args) {
    return new ApiError(code, null, args);
  }
}
