package dev.latchkey.jose;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.jose.Verification.Reason;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that a token's header names among the accepted keys. The header only selects a key.
 * The key's algorithm is fixed beforehand (RFC 8725 §3.1), and no key or address of a key is taken
 * from the header (§3.10).
 */
final class KeySelection {
  private static final int MAX_REMEMBERED = 64;
  private static final Set<String> REJECTED_HEADERS =
      Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");

  private final List<VerificationKey> keys;
  private final boolean worthRemembering;
  private final Map<String, Choice> remembered = new ConcurrentHashMap<>();

  KeySelection(Collection<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
    this.worthRemembering = keys.stream().anyMatch(key -> key.algorithm().kind().isAsymmetric());
  }

  /** Whether a signature of any of these keys takes longer to verify than to recognise. */
  boolean areWorthRemembering() {
    return worthRemembering;
  }

  /**
   * A key, or the reason why there is none; exactly one of the two is null.
   *
   * @param claims the header's parameters that stand for claims, or null if there are none
   * @param type the header's {@code typ}
   */
  record Choice(
      @Nullable VerificationKey key,
      @Nullable Reason rejection,
      @Nullable JsonObject claims,
      @Nullable String type) {
    private static Choice of(VerificationKey key) {
      return new Choice(key, null, null, null);
    }

    private static Choice none(Reason rejection) {
      return new Choice(null, rejection, null, null);
    }

    private Choice with(JsonObject header) {
      return new Choice(key, rejection, claims(header), header.getString("typ", null));
    }

    private static @Nullable JsonObject claims(JsonObject header) {
      if (Collections.disjoint(header.keySet(), VerifiedToken.IN_HEADER)) {
        return null;
      }
      JsonObjectBuilder claims = StrictJson.objectBuilder();
      header.forEach(
          (name, value) -> {
            boolean isName = name.equals(VerifiedToken.NAME);
            if (VerifiedToken.IN_HEADER.contains(name)
                && (!isName || value instanceof JsonString)) {
              claims.add(name, value);
            }
          });
      return claims.build();
    }
  }

  Choice choose(String headerSegment) {
    Choice known = remembered.get(headerSegment);
    return known != null
        ? known
        : Base64Url.decode(headerSegment)
            .flatMap(StrictJson::object)
            .map(header -> read(header).with(header))
            .orElse(Choice.none(Reason.MALFORMED));
  }

  /**
   * Call it only after the signature was verified, so that only the keys' owners can fill the
   * cache. A header about one user is not cached: it would displace one that all tokens share.
   */
  void remember(String headerSegment, Choice choice) {
    if (choice.claims() == null && remembered.size() < MAX_REMEMBERED) {
      remembered.putIfAbsent(headerSegment, choice);
    }
  }

  private Choice read(JsonObject header) {
    if (!Collections.disjoint(header.keySet(), REJECTED_HEADERS)
        || header.containsKey("typ") && !(header.get("typ") instanceof JsonString)) {
      return Choice.none(Reason.MALFORMED);
    }
    if (!(header.get("alg") instanceof JsonString alg)) {
      return Choice.none(Reason.ALGORITHM);
    }
    Optional<SigningAlgorithm> algorithm = SigningAlgorithm.parse(alg.getString());
    if (algorithm.isEmpty()) {
      return Choice.none(Reason.ALGORITHM);
    }
    if (!header.containsKey("kid")) {
      return only(unnamed(), algorithm.get());
    }
    return header.get("kid") instanceof JsonString kid
        ? only(named(kid.getString()), algorithm.get())
        : Choice.none(Reason.MALFORMED);
  }

  private static Choice only(List<VerificationKey> candidates, SigningAlgorithm algorithm) {
    if (candidates.isEmpty()) {
      return Choice.none(Reason.UNKNOWN_KEY);
    }
    List<VerificationKey> fitting =
        candidates.stream().filter(key -> key.algorithm() == algorithm).toList();
    if (fitting.isEmpty()) {
      return Choice.none(Reason.ALGORITHM);
    }
    return fitting.size() == 1 ? Choice.of(fitting.get(0)) : Choice.none(Reason.UNKNOWN_KEY);
  }

  private List<VerificationKey> named(String kid) {
    return keys.stream().filter(key -> key.kid().filter(kid::equals).isPresent()).toList();
  }

  /**
   * The keys for a token without {@code kid}: those without a name, such as secrets, or the only
   * key there is.
   */
  private List<VerificationKey> unnamed() {
    List<VerificationKey> unnamed = new ArrayList<>(keys);
    if (keys.size() > 1) {
      unnamed.removeIf(key -> key.kid().isPresent());
    }
    return unnamed;
  }
}
