package dev.latchkey.request;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's place in a trace that began elsewhere (W3C Trace Context level 1, §3.2). It is passed
 * on unchanged: Latchkey adds no span.
 *
 * @param header the value of {@code traceparent}
 * @param traceId the trace: 32 hexadecimal digits, not all of them 0
 */
public record TraceContext(String header, String traceId) {

  private static final int LONGEST = 512;
  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]*)?");

  /**
   * Reads it from a request.
   *
   * @param values of all headers named {@code traceparent}
   * @return empty if there is none, or more than one, or one that the specification does not allow
   */
  public static Optional<TraceContext> read(List<String> values) {
    if (values.size() != 1 || values.get(0).length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parent = PARENT.matcher(values.get(0));
    if (!parent.matches() || parent.group(1).equals("00") && parent.group(3) != null) {
      return Optional.empty(); // only later versions may say more
    }
    return Optional.of(new TraceContext(values.get(0), parent.group(2)));
  }
}
