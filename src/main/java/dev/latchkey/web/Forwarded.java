package dev.latchkey.web;

import dev.latchkey.request.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads out of what proxies in front of the server have noted where a request really comes from.
 *
 * @param trusted how many proxies are ours; only what those have noted is believed
 */
record Forwarded(int trusted) {

  /**
   * The client's address in its canonical form, as the outermost of our proxies saw it. Where that
   * proxy noted something else than an address, it is the address that the request came from.
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

  /** Whether the client spoke TLS, to the server or to the outermost of our proxies. */
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
   * What the outermost trusted proxy noted.
   *
   * @param lines the values of a header, comma-separated, as each proxy appended to them; a proxy
   *     that puts its own in place of what it finds is as good
   * @param seenByServer what holds where nothing is noted
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
