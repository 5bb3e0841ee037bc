package dev.latchkey.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Verifies registrations (Web Authentication Level 3 §7.1) and authentications (§7.2), without
 * trust in attestation: who made an authenticator does not matter.
 *
 * <p>No response makes a method throw. The caller checks before that the challenge was issued to
 * this client and is used once, and for authentications that the user handle, if there is one, is
 * that of the credential's owner.
 */
public final class Ceremonies {

  /** In sequence: an authenticator takes the first that it knows. */
  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      Stream.of(Algorithm.values())
          .map(a -> COSEAlgorithmIdentifier.create(a.cose()))
          .map(a -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, a))
          .toList();

  private static final int LONGEST_ID = 1023;

  private final WebAuthnManager webAuthn;
  private final StoredKeys keys;

  public Ceremonies() {
    ObjectConverter converter = new ObjectConverter();
    this.webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    this.keys = new StoredKeys(converter);
    // A counter that went back is reported, not rejected: concurrent requests overtake each other.
    webAuthn.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(object -> {});
  }

  /** Verifies a new credential. */
  public Verdict<Credential> register(RegistrationResponse response, Expectation expected) {
    return orRejected(
        () -> {
          RegistrationData data =
              webAuthn.parse(
                  new RegistrationRequest(
                      response.attestationObject(),
                      response.clientDataJson(),
                      null,
                      response.transports()));
          AuthenticatorData<?> authenticator =
              Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
          AttestedCredentialData credential =
              Objects.requireNonNull(authenticator.getAttestedCredentialData());
          byte[] id = credential.getCredentialId();
          if (!Ids.allEqual(id, response.id(), response.rawId()) || !isLengthOfId(id.length)) {
            return new Verdict.Rejected<>(Flaw.ID);
          }
          Optional<byte[]> stored = keys.stored(credential);
          if (!Algorithm.hasUsable(credential.getCOSEKey()) || stored.isEmpty()) {
            return new Verdict.Rejected<>(Flaw.KEY);
          }
          webAuthn.verify(
              data,
              new RegistrationParameters(
                  property(expected), ALGORITHMS, expected.verified(), true));
          return new Verdict.Valid<>(
              new Credential(
                  id,
                  credential.getAaguid().getValue(),
                  stored.get(),
                  authenticator.getSignCount(),
                  authenticator.isFlagUV(),
                  authenticator.isFlagBE(),
                  authenticator.isFlagBS(),
                  response.transports()));
        });
  }

  /**
   * Verifies the use of a credential.
   *
   * @param credential the credential with the response's id
   */
  public Verdict<Use> authenticate(
      AuthenticationResponse response, Credential credential, Expectation expected) {
    if (!Ids.allEqual(credential.id(), response.id(), response.rawId())) {
      return new Verdict.Rejected<>(Flaw.ID);
    }
    return orRejected(
        () -> {
          AttestedCredentialData attested = keys.read(credential);
          if (!Algorithm.allowsLength(attested.getCOSEKey(), response.signature())) {
            return new Verdict.Rejected<>(Flaw.SIGNATURE);
          }
          AuthenticationData data =
              webAuthn.parse(
                  new AuthenticationRequest(
                      response.rawId(),
                      response.userHandle(),
                      response.authenticatorData(),
                      response.clientDataJson(),
                      null,
                      response.signature()));
          webAuthn.verify(
              data,
              new AuthenticationParameters(
                  property(expected),
                  record(credential, attested),
                  null,
                  expected.verified(),
                  true));
          return new Verdict.Valid<>(
              used(credential, Objects.requireNonNull(data.getAuthenticatorData())));
        });
  }

  private static Use used(Credential credential, AuthenticatorData<?> data) {
    long before = credential.signCount();
    long now = data.getSignCount();
    boolean wentBack = (before != 0 || now != 0) && now <= before;
    return new Use(
        new Credential(
            credential.id(),
            credential.aaguid(),
            credential.attested(),
            Math.max(before, now),
            credential.verified() || data.isFlagUV(),
            credential.backupEligible(),
            data.isFlagBS(),
            credential.transports()),
        data.isFlagUV(),
        wentBack);
  }

  /** A record of its own for each verification, since WebAuthn4J writes into it. */
  private static CredentialRecord record(Credential credential, AttestedCredentialData attested) {
    return new CredentialRecordImpl(
        null,
        credential.verified(),
        credential.backupEligible(),
        credential.backedUp(),
        credential.signCount(),
        attested,
        null,
        null,
        null,
        null);
  }

  private static ServerProperty property(Expectation expected) {
    return ServerProperty.builder()
        .originPredicate(expected.party()::isAt)
        .rpId(expected.party().id())
        .challenge(new DefaultChallenge(expected.challenge()))
        .build();
  }

  private static boolean isLengthOfId(int length) {
    return 0 < length && length <= LONGEST_ID;
  }

  /**
   * WebAuthn4J throws more than it documents: exceptions of its own, of Jackson and of the JDK, for
   * the same kind of input.
   */
  private static <T> Verdict<T> orRejected(Supplier<Verdict<T>> verification) {
    try {
      return verification.get();
    } catch (RuntimeException thrown) {
      return new Verdict.Rejected<>(Flaws.of(thrown));
    }
  }
}
