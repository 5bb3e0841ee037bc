package dev.latchkey.jose;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How and when the user of a token authenticated, as claims. Immutable and serializable.
 *
 * @param methods {@code amr}: the methods (RFC 8176); empty if unknown
 * @param level {@code acr}: {@link #ONE_FACTOR}, {@link #SECOND_FACTOR} or {@link
 *     #PHISHING_RESISTANT}, or what another issuer says; null if unknown
 * @param at {@code auth_time}: when the level was last shown; null if unknown
 * @param factors {@value #FACTORS}: the types of second factor that were used in the session, and
 *     when each was last used
 * @since 1.0
 */
public record AuthenticationClaims(
    List<String> methods,
    @Nullable String level,
    @Nullable Instant at,
    Map<String, Instant> factors)
    implements Serializable {

  public static final String METHODS = "amr";
  public static final String LEVEL = "acr";
  public static final String AT = "auth_time";

  /** Latchkey's own claim. */
  public static final String FACTORS = "factors";

  /** The names of these claims. */
  public static final Set<String> NAMES = Set.of(METHODS, LEVEL, AT, FACTORS);

  /** The level of a password, a code by mail, or any other single factor. */
  public static final String ONE_FACTOR = "1fa";

  /** The level of a second factor, or of a passkey alone. */
  public static final String SECOND_FACTOR = "mfa";

  /** The level of a passkey or security key (OpenID Connect EAP ACR Values 1.0 §2). */
  public static final String PHISHING_RESISTANT = "phr";

  /** The type of factor that has the level {@link #PHISHING_RESISTANT}. */
  public static final String PASSKEY = "webauthn";

  /** Nothing is known. */
  public static final AuthenticationClaims NONE =
      new AuthenticationClaims(List.of(), null, null, Map.of());

  private static final long serialVersionUID = 1L;

  public AuthenticationClaims {
    methods = List.copyOf(methods);
    factors = Map.copyOf(factors);
  }

  /** Reads the claims of a token or a response of introspection; ignores those of wrong types. */
  public static AuthenticationClaims of(JsonObject claims) {
    return new AuthenticationClaims(
        claims.get(METHODS) instanceof JsonArray array ? texts(array) : List.of(),
        ClaimTypes.text(claims, LEVEL).orElse(null),
        ClaimTypes.time(claims, AT).orElse(null),
        claims.get(FACTORS) instanceof JsonObject object ? times(object) : Map.of());
  }

  private static List<String> texts(JsonArray array) {
    return array.stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).getString())
        .toList();
  }

  private static Map<String, Instant> times(JsonObject object) {
    Map<String, Instant> times = new LinkedHashMap<>();
    object
        .keySet()
        .forEach(name -> ClaimTypes.time(object, name).ifPresent(time -> times.put(name, time)));
    return times;
  }

  /** The claims that are known, as values of a JSON object, times in seconds since 1970. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    if (!methods.isEmpty()) {
      values.put(METHODS, methods);
    }
    if (level != null) {
      values.put(LEVEL, level);
    }
    if (at != null) {
      values.put(AT, at.getEpochSecond());
    }
    if (!factors.isEmpty()) {
      Map<String, Object> seconds = new LinkedHashMap<>();
      factors.forEach((type, time) -> seconds.put(type, time.getEpochSecond()));
      values.put(FACTORS, seconds);
    }
    return values;
  }

  /**
   * When a second factor was last used; empty if none was.
   *
   * @param passkey whether only a passkey or security key counts
   */
  public Optional<Instant> factorAt(boolean passkey) {
    return passkey
        ? Optional.ofNullable(factors.get(PASSKEY))
        : factors.values().stream().max(Instant::compareTo);
  }
}
