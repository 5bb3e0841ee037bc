package dev.latchkey.browser;

import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.types.WebOrigin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The origin that the current request was sent to.
 *
 * @param text as browsers write it; empty if the request's host is none
 */
record Origin(String text) {

  /** That of the current request. */
  static Origin current() {
    return of(RequestContext.current().origin());
  }

  /** As the client stated it. */
  static Origin of(@Nullable String stated) {
    return new Origin(stated == null ? "" : normalized(stated).orElse(""));
  }

  /** An origin in the form of {@link WebOrigin}; empty for anything else. */
  static Optional<String> normalized(String origin) {
    try {
      return Optional.of(WebOrigin.parse(origin));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  boolean isTls() {
    return text.startsWith("https://");
  }

  /** Whether the host is this machine, by a name or an address of the loopback interface. */
  boolean isLoopback() {
    String host = host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  /** The host without the port; empty for none. */
  String host() {
    int start = text.indexOf("://") + "://".length();
    String rest = text.substring(Math.min(start, text.length()));
    return rest.startsWith("[")
        ? rest.substring(0, rest.indexOf(']') + 1)
        : rest.replaceFirst(":.*", "");
  }
}
