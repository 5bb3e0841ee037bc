package dev.latchkey.flows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something was refused.
 *
 * @param code the code that clients know
 * @param param the input it is about, or null
 * @param args what its text mentions
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
