package dev.latchkey.browser;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request, as the checks need it.
 *
 * @param method in upper case
 * @param sentTo the origin that it was sent to, as the client stated it; null if it did not
 * @param headers the values of a header by its name; null or empty for none
 * @param formField the value of {@value #FORM_FIELD} in the body, if that is a form; else null
 */
public record BrowserRequest(
    String method,
    @Nullable String sentTo,
    Function<String, @Nullable List<String>> headers,
    Supplier<@Nullable String> formField) {

  /** The form field with the CSRF token. */
  public static final String FORM_FIELD = "csrfmiddlewaretoken";

  @Nullable List<String> cookies() {
    return headers.apply("Cookie");
  }

  /** The value of a header; empty without one, and null if there are several. */
  @Nullable String header(String name) {
    List<String> lines = headers.apply(name);
    return lines == null || lines.isEmpty() ? "" : lines.size() == 1 ? lines.get(0) : null;
  }
}
