package dev.latchkey.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the client's address out of what proxies in front of the server have noted. */
final class ForwardedFor {

  private ForwardedFor() {}

  /**
   * Finds the address that the outermost trusted proxy saw.
   *
   * @param remote the address of the connection: the innermost proxy
   * @param forwarded the values of {@code X-Forwarded-For}, comma-separated, as each proxy appended them
   * @param trusted how many proxies are ours; only what those have appended is believed
   */
  static String clientAddress(String remote, String forwarded, int trusted) {
    List<String> hops = new ArrayList<>(Arrays.stream(forwarded.split(",")).map(String::strip).toList());
    hops.removeIf(String::isEmpty);
    if (hops.isEmpty()) {
      return remote;
    }
    return hops.get(Math.max(0, hops.size() - trusted));
  }
}
