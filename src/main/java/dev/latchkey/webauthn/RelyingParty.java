package dev.latchkey.webauthn;

import com.webauthn4j.data.client.Origin;
import java.util.Set;

/**
 * The domain that credentials are for, and the origins at which they may be used.
 *
 * @param id the relying party's id: a host name without scheme and port
 * @param origins the origins that responses may come from: {@code https://HOST}, with the port
 *     unless it is the default one, or {@code android:apk-key-hash:HASH}
 */
public record RelyingParty(String id, Set<String> origins) {

  public RelyingParty {
    origins = Set.copyOf(origins);
  }

  /** Whether a response may come from there. */
  boolean isAt(Origin origin) {
    return origins.stream().map(Origin::create).anyMatch(origin::equals);
  }
}
