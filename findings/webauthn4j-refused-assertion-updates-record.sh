#!/usr/bin/env bash
# webauthn4j-core 0.32.0.RELEASE (Maven Central), JDK 17
#
# Behaviour: WebAuthnManager.verify() writes the new signature counter and flags into the CredentialRecord that it
# is given *before* it calls the application's CustomAuthenticationVerifiers. If one of those rejects the
# assertion, verify() throws, and the record still has the state of the rejected assertion. If the
# application then has the same assertion verified again, say after a retry, the library reports a cloned
# authenticator.
#
# Why it surprises: a method that is called "verify", takes its parameters as an object and throws on failure
# looks free of side effects. Custom verifiers are the documented place for an application's own policy, so a
# rejection there should leave no trace. The library's quick start tells callers to store the counter themselves
# after verify() returns, which also suggests that verify() changes nothing.
#
# What the specification says: WebAuthn Level 3, section 7.2 (Verifying an Authentication Assertion), in the step
# that updates credentialRecord: if the relying party makes further checks, the state updates SHOULD be deferred
# until those checks have succeeded.
#
# What it means for a user: if the CredentialRecord is a managed JPA entity or a cached object, a rejected sign-in
# changes stored data. Comparing the record's counter with the presented one after verify() always finds them
# equal. Pass a copy of the record, and store the new state from AuthenticationData when every check has passed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.webauthn4j</groupId><artifactId>webauthn4j-core</artifactId><version>0.32.0.RELEASE</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 2; }

cat > Finding.java <<'JAVA'
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.*;
import com.webauthn4j.data.*;
import com.webauthn4j.data.attestation.authenticator.*;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.*;

public class Finding {
  public static void main(String[] args) throws Exception {
    // A passkey: an ES256 key pair, registered with the counter at 1 and never verified by PIN or fingerprint.
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    byte[] id = "credential".getBytes(StandardCharsets.UTF_8);
    AttestedCredentialData credential =
        new AttestedCredentialData(AAGUID.ZERO, id, EC2COSEKey.create((ECPublicKey) key.getPublic(), COSEAlgorithmIdentifier.ES256));
    CredentialRecord record =
        new CredentialRecordImpl(null, false, true, false, 1, credential, null, null, null, null);

    // A valid assertion of that passkey: counter 7; user present and verified, eligible for backup and backed up.
    byte[] challenge = new byte[32];
    byte[] clientData = ("{\"type\":\"webauthn.get\",\"challenge\":\""
            + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge)
            + "\",\"origin\":\"https://example.org\",\"crossOrigin\":false}").getBytes(StandardCharsets.UTF_8);
    byte[] authenticatorData = ByteBuffer.allocate(37)
        .put(sha256("example.org".getBytes(StandardCharsets.UTF_8))).put((byte) 0x1d).putInt(7).array();
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key.getPrivate());
    signer.update(authenticatorData);
    signer.update(sha256(clientData));
    AuthenticationRequest request = new AuthenticationRequest(id, authenticatorData, clientData, signer.sign());
    AuthenticationParameters parameters = new AuthenticationParameters(
        ServerProperty.builder().origin(new Origin("https://example.org")).rpId("example.org")
            .challenge(new DefaultChallenge(challenge)).build(),
        record, null, false, true);

    // The application's own rule, as the library documents it.
    WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();
    manager.getAuthenticationDataVerifier().getCustomAuthenticationVerifiers()
        .add(authentication -> { throw new AccountLocked(); });

    System.out.println("before: " + show(record));
    System.out.println("verify: " + verify(manager, request, parameters));
    System.out.println("after:  " + show(record));
    System.out.println("verify: " + verify(manager, request, parameters));
    boolean changed = record.getCounter() == 7 && record.isBackedUp() && record.isUvInitialized();
    System.out.println(changed ? "AS STATED: the refused assertion changed the record" : "NO LONGER AS STATED");
    System.exit(changed ? 0 : 1);
  }

  static class AccountLocked extends VerificationException {
    AccountLocked() { super("the application's own rule"); }
  }

  static String verify(WebAuthnManager manager, AuthenticationRequest request, AuthenticationParameters parameters) {
    try {
      manager.verify(request, parameters);
      return "accepted";
    } catch (VerificationException e) {
      return "refused, " + e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  static String show(CredentialRecord record) {
    return "counter=" + record.getCounter() + " backedUp=" + record.isBackedUp()
        + " uvInitialized=" + record.isUvInitialized();
  }

  static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
JAVA
java -cp "lib/*" Finding.java
