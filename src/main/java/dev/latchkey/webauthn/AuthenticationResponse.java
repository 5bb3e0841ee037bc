package dev.latchkey.webauthn;

import org.jspecify.annotations.Nullable;

/**
 * What an authenticator returns for request options, decoded from {@code
 * AuthenticationResponseJSON}.
 *
 * @param id the credential's id, from {@code id}
 * @param rawId the same, from {@code rawId}
 * @param userHandle the user's handle; null if the authenticator did not return one
 */
public record AuthenticationResponse(
    byte[] id,
    byte[] rawId,
    byte[] clientDataJson,
    byte[] authenticatorData,
    byte[] signature,
    byte @Nullable [] userHandle) {

  @Override
  public String toString() {
    return "AuthenticationResponse[]";
  }
}
