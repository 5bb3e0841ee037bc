package dev.latchkey.request;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's network address in its one canonical form, so that every spelling of it is counted and
 * shown as the same client. Immutable. Never uses DNS.
 */
public final class ClientAddress {

  private static final int GROUPS = 8;

  /** An address, or one in brackets, with or without a port. */
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]*)\\](?::([0-9]{1,5}))?");

  private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):([0-9]{1,5})");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._~%-]{1,64}");
  private static final int LONGEST = 128;

  private final int[] groups; // eight of 16 bits; IPv4 is kept as mapped IPv6 (RFC 4291 §2.5.5.2)

  private ClientAddress(int[] groups) {
    this.groups = groups;
  }

  /**
   * Reads an address as servers and proxies write it: IPv4 in four decimal numbers, IPv6 in any
   * spelling of RFC 4291 §2.2, with or without brackets; a port and a zone are dropped. An
   * IPv4-mapped IPv6 address is the IPv4 address.
   *
   * @return empty for null and for everything else, such as host names, leading zeros, octal or
   *     hexadecimal IPv4, and IPv4 in fewer than four numbers
   */
  public static Optional<ClientAddress> parse(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.indexOf(':') < 0 && text.indexOf('[') < 0) {
      return fourth(text);
    }
    Matcher bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      return isPort(bracketed.group(2)) ? sixth(bracketed.group(1)) : Optional.empty();
    }
    Matcher withPort = WITH_PORT.matcher(text);
    if (withPort.matches()) {
      return isPort(withPort.group(2)) ? fourth(withPort.group(1)) : Optional.empty();
    }
    return sixth(text);
  }

  /** Whether it is an IPv4 address, mapped or not. */
  public boolean isIpv4() {
    return isEmbedded(0, 0, 0, 0, 0, 0xffff);
  }

  /** The canonical form: four decimal numbers, or IPv6 as RFC 5952 §4 writes it. */
  public String text() {
    return isIpv4() ? ipv4() : ipv6(groups);
  }

  /**
   * The client that a limit counts: an IPv4 address, or an IPv6 prefix, because one subscriber has
   * a whole network. IPv4 addresses that a translator embeds in {@code 64:ff9b::/96} (RFC 6052
   * §2.1) belong to many subscribers and are counted separately.
   *
   * @param ipv6Prefix the length of the IPv6 prefix, 0 to 128
   * @return such as {@code 192.0.2.1} or {@code 2001:db8:1:2::/64}
   */
  public String network(int ipv6Prefix) {
    if (isIpv4() || isEmbedded(0x64, 0xff9b, 0, 0, 0, 0)) {
      return ipv4();
    }
    int[] masked = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      int bits = Math.max(0, Math.min(16, ipv6Prefix - 16 * i));
      masked[i] = groups[i] & 0xffff << 16 - bits & 0xffff;
    }
    return ipv6(masked) + "/" + ipv6Prefix;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientAddress address && Arrays.equals(groups, address.groups);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(groups);
  }

  /** As {@link #text}. */
  @Override
  public String toString() {
    return text();
  }

  private boolean isEmbedded(int... prefix) {
    return Arrays.equals(prefix, Arrays.copyOf(groups, prefix.length));
  }

  private String ipv4() {
    return (groups[6] >> 8)
        + "."
        + (groups[6] & 0xff)
        + "."
        + (groups[7] >> 8)
        + "."
        + (groups[7] & 0xff);
  }

  /** Lower case, no leading zeros, and the first of the longest runs of zeros left out. */
  private static String ipv6(int[] groups) {
    int start = -1;
    int length = 1; // a single zero is written
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return start < 0
        ? hex(groups, 0, GROUPS)
        : hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
  }

  private static String hex(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= 65_535;
  }

  private static Optional<ClientAddress> fourth(String text) {
    int[] groups = new int[GROUPS];
    groups[5] = 0xffff;
    return putIpv4(text, groups, 6) ? Optional.of(new ClientAddress(groups)) : Optional.empty();
  }

  /** Reads four decimal numbers without leading zeros; every request has an address to read. */
  private static boolean putIpv4(String text, int[] groups, int at) {
    int index = 0;
    for (int i = 0; i < 4; i++) {
      int begin = index;
      int octet = 0;
      while (index < text.length() && isDigit(text.charAt(index)) && octet <= 255) {
        octet = 10 * octet + text.charAt(index++) - '0';
      }
      boolean isNumber = index > begin && (index == begin + 1 || text.charAt(begin) != '0');
      boolean ends =
          i == 3 ? index == text.length() : index < text.length() && text.charAt(index) == '.';
      if (!isNumber || octet > 255 || !ends) {
        return false;
      }
      index++;
      groups[at + i / 2] = groups[at + i / 2] << 8 | octet;
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Optional<ClientAddress> sixth(String text) {
    int zone = text.indexOf('%');
    if (zone >= 0 && !ZONE.matcher(text.substring(zone + 1)).matches()) {
      return Optional.empty();
    }
    String address = zone < 0 ? text : text.substring(0, zone);
    int gap = address.indexOf("::");
    if (gap < 0) {
      int[] groups = new int[GROUPS];
      return put(address, groups, true) == GROUPS
          ? Optional.of(new ClientAddress(groups))
          : Optional.empty();
    }
    int[] before = new int[GROUPS];
    int[] after = new int[GROUPS];
    int left = put(address.substring(0, gap), before, false);
    int right = put(address.substring(gap + 2), after, true);
    if (left < 0 || right < 0 || left + right >= GROUPS) {
      return Optional.empty();
    }
    System.arraycopy(after, 0, before, GROUPS - right, right);
    return Optional.of(new ClientAddress(before));
  }

  /**
   * Reads groups; the last two may be written as IPv4.
   *
   * @return their number; -1 if one is invalid, or there are too many
   */
  private static int put(String text, int[] groups, boolean mayEndInIpv4) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i >= GROUPS) {
        return -1;
      }
      boolean isLast = i == parts.length - 1;
      if (isLast && mayEndInIpv4 && parts[i].indexOf('.') >= 0) {
        return i + 2 <= GROUPS && putIpv4(parts[i], groups, i) ? i + 2 : -1;
      }
      if (!GROUP.matcher(parts[i]).matches()) {
        return -1;
      }
      groups[i] = Integer.parseInt(parts[i], 16);
    }
    return parts.length;
  }
}
