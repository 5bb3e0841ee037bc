package dev.latchkey.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The trace of the current request, passed on to the issuer unchanged. No span is added, so it is
 * not validated here (W3C Trace Context level 1, §4).
 *
 * @param request a proxy for the current request of the calling thread
 */
record IncomingTrace(HttpServletRequest request) {

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,512}");

  /** The headers of the trace; none without a trace or a request. */
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
      // Then there is nothing to pass on.
    }
    return headers;
  }

  private static void add(String name, String value, Map<String, String> headers) {
    if (PRINTABLE.matcher(value).matches()) {
      headers.put(name, value);
    }
  }
}
