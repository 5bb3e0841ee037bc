package dev.latchkey.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a request came from and was sent to, from its connection and from the headers of
 * proxies in front of the server. Headers are given as a function from a name to all values; null
 * or empty for none.
 *
 * @param trusted the number of trusted proxies; only their entries are used
 */
public record Forwarded(int trusted) {

  /**
   * The client's address in its canonical form, as the outermost trusted proxy saw it. If that
   * proxy's entry is no address, the address that the request came from.
   *
   * @param peer the address of the connection
   */
  public String address(Function<String, @Nullable List<String>> headers, String peer) {
    return canonical(noted(headers, "X-Forwarded-For", peer))
        .or(() -> canonical(peer))
        .orElse(peer);
  }

  /**
   * Whether the client used TLS, to the server or to the outermost trusted proxy.
   *
   * @param secure whether the connection has TLS
   */
  public boolean isSecure(Function<String, @Nullable List<String>> headers, boolean secure) {
    return noted(headers, "X-Forwarded-Proto", secure ? "https" : "http").equalsIgnoreCase("https");
  }

  /** The origin that the client sent the request to, as it stated the host; null without one. */
  public @Nullable String origin(Function<String, @Nullable List<String>> headers, boolean secure) {
    List<String> hosts = headers.apply("Host");
    return hosts == null || hosts.isEmpty()
        ? null
        : (isSecure(headers, secure) ? "https://" : "http://") + hosts.get(0);
  }

  private static Optional<String> canonical(String address) {
    return ClientAddress.parse(address).map(ClientAddress::text);
  }

  private String noted(
      Function<String, @Nullable List<String>> headers, String header, String seenByServer) {
    List<String> lines = trusted == 0 ? null : headers.apply(header);
    return lines == null ? seenByServer : noted(lines, seenByServer);
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
