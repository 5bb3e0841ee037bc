package dev.latchkey.webauthn;

import java.util.Set;

/**
 * What an authenticator returns for creation options, decoded from {@code
 * RegistrationResponseJSON}.
 *
 * @param id the credential's id, from {@code id}
 * @param rawId the same, from {@code rawId}
 * @param transports how clients may reach the authenticator; unknown values are kept
 */
public record RegistrationResponse(
    byte[] id,
    byte[] rawId,
    byte[] clientDataJson,
    byte[] attestationObject,
    Set<String> transports) {

  public RegistrationResponse {
    transports = Set.copyOf(transports);
  }

  @Override
  public String toString() {
    return "RegistrationResponse[]";
  }
}
