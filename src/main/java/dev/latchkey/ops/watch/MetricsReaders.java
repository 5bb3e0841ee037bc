package dev.latchkey.ops.watch;

import dev.latchkey.settings.ServerSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may read the metrics. Without a token: direct requests from a private address.
 * Requests through a proxy, by their headers, count as external.
 *
 * @param enabled whether metrics are enabled
 * @param token the required token; if it is empty, the address decides
 */
record MetricsReaders(boolean enabled, Optional<Secret> token) {

  /** The decision for a request. */
  enum Admission {
    ADMITTED,
    DISABLED,
    WITH_TOKEN,
    OTHERS
  }

  private static final List<String> OF_PROXIES =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}(%\\w+)?");
  private static final int BEARER = "Bearer ".length();

  static MetricsReaders of(Settings settings) {
    return new MetricsReaders(
        settings.get(ServerSettings.METRICS_ENABLED), settings.get(ServerSettings.METRICS_TOKEN));
  }

  Admission judge(HttpServletRequest request) {
    if (!enabled) {
      return Admission.DISABLED;
    }
    if (token.isPresent()) {
      return hasToken(request.getHeader("Authorization"))
          ? Admission.ADMITTED
          : Admission.WITH_TOKEN;
    }
    boolean direct = OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    return direct && isPrivate(request.getRemoteAddr()) ? Admission.ADMITTED : Admission.OTHERS;
  }

  private boolean hasToken(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, "Bearer ", 0, BEARER)
        && MessageDigest.isEqual(
            bytes(authorization.substring(BEARER).strip()), bytes(token.orElseThrow().reveal()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Loopback, or an address of a private network (RFC 1918, RFC 3927, RFC 4193, RFC 4291). */
  static boolean isPrivate(String address) {
    if (!LITERAL.matcher(address).matches()) {
      return false;
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      boolean isUniqueLocal =
          parsed.getAddress().length == 16 && (parsed.getAddress()[0] & 0xfe) == 0xfc;
      return parsed.isLoopbackAddress()
          || parsed.isSiteLocalAddress()
          || parsed.isLinkLocalAddress()
          || isUniqueLocal;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
