package dev.latchkey.flows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was rejected.
 *
 * @param code the error code for clients
 * @param param the name of the invalid input
 * @param args values for the placeholders of its message
 * @since 1.0
 */
public record Problem(String code, @Nullable String param, List<Object> args) {

  public static Problem with(String param, String code, Object... args) {
    return new Problem(code, param, List.of(args));
  }

  public static Problem of(String code) {
    return new Problem(code, null, List.of());
  }
}
