package dev.latchkey.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The trace that the current request is part of, to be handed on to the issuer as it came: nothing
 * is added here, and whether it is a good one is for those to judge who do add something (W3C Trace
 * Context level 1, §4).
 *
 * @param request stands for the request that the calling thread serves
 */
record IncomingTrace(HttpServletRequest request) {

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,512}");

  /** The headers that carry it; none when there is no trace, or no request. */
  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    try {
      List<String> parents = Collections.list(request.getHeaders("traceparent"));
      if (parents.size() == 1) {
        add("traceparent", parents.get(0), headers);
        add(
            "tracestate",
            String.join(",", Collections.list(request.getHeaders("tracestate"))),
            headers);
      }
    } catch (RuntimeException noRequest) {
      // Then there is nothing to be handed on.
    }
    return headers;
  }

  private static void add(String name, String value, Map<String, String> headers) {
    if (PRINTABLE.matcher(value).matches()) {
      headers.put(name, value);
    }
  }
}
