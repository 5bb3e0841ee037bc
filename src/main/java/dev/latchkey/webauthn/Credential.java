package dev.latchkey.webauthn;

import java.util.Set;
import java.util.UUID;

/**
 * A registered credential, as it is stored (Web Authentication Level 3 §4, credential record).
 *
 * @param id the credential's id
 * @param aaguid the model of the authenticator; all zero if it does not say
 * @param attested the attested credential data: AAGUID, id and public key (§6.5.1)
 * @param signCount the highest signature counter seen; 0 if the authenticator has none
 * @param verified whether the authenticator has verified its user at least once
 * @param backupEligible whether it can be synced to other devices
 * @param backedUp whether it is
 * @param transports how clients may reach the authenticator
 */
public record Credential(
    byte[] id,
    UUID aaguid,
    byte[] attested,
    long signCount,
    boolean verified,
    boolean backupEligible,
    boolean backedUp,
    Set<String> transports) {

  public Credential {
    transports = Set.copyOf(transports);
  }

  @Override
  public String toString() {
    return "Credential[" + aaguid + "]";
  }
}
