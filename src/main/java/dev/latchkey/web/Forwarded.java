package dev.latchkey.web;

import dev.latchkey.request.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads the origin of a request from the headers of proxies in front of the server.
 *
 * @param trusted the number of trusted proxies; only their entries are used
 */
record Forwarded(int trusted) {

  /**
   * The client's address in its canonical form, as the outermost trusted proxy saw it. If that
   * proxy's entry is no address, the address that the request came from.
   */
  String address(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    return canonical(noted(request, "X-Forwarded-For", peer))
        .or(() -> canonical(peer))
        .orElse(peer);
  }

  private static Optional<String> canonical(String address) {
    return ClientAddress.parse(address).map(ClientAddress::text);
  }

  /** Whether the client used TLS, to the server or to the outermost trusted proxy. */
  boolean isSecure(HttpServletRequest request) {
    return noted(request, "X-Forwarded-Proto", request.isSecure() ? "https" : "http")
        .equalsIgnoreCase("https");
  }

  private String noted(HttpServletRequest request, String header, String seenByServer) {
    return trusted == 0
        ? seenByServer
        : noted(Collections.list(request.getHeaders(header)), seenByServer);
  }

  /**
   * The entry of the outermost trusted proxy.
   *
   * @param lines the values of a header, comma-separated, as each proxy appended to them; a proxy
   *     may also replace them
   * @param seenByServer the value without an entry
   */
  String noted(List<String> lines, String seenByServer) {
    List<String> hops =
        lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(hop -> !hop.isEmpty())
            .toList();
    return hops.isEmpty() ? seenByServer : hops.get(Math.max(0, hops.size() - trusted));
  }
}
