#!/usr/bin/env bash
# webauthn4j-core 0.32.0.RELEASE (Maven Central), JDK 17
#
# Behaviour: AuthenticationParameters takes the list of allowed credentials. With an empty list the library
# refuses every passkey (NotAllowedCredentialIdException); only null means "any passkey".
#
# Why it surprises: in the options that the same server has just sent to the browser, an empty allowCredentials
# list means the opposite: the user may choose any passkey for this site. This is how sign-in without a username
# works. A server that keeps one list for both sides offers every passkey and then refuses every one.
#
# What the specification says: WebAuthn Level 3, section 7.2, checks the credential id only if
# options.allowCredentials is not empty; section 5.5 makes the empty list the default of that member.
# The library's Javadoc says to pass null when all are allowed; it does not mention the empty list.
#
# What it means for a user: translate on the way in: list.isEmpty() ? null : list. A test with a non-empty list
# does not find this; the first sign-in without a username does.
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
mvn -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >mvn.log ||
  { cat mvn.log >&2; exit 2; }

cat > Finding.java <<'JAVA'
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.*;
import com.webauthn4j.data.attestation.authenticator.*;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.*;
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
    List<PublicKeyCredentialDescriptor> none = List.of();
    Challenge challenge = new DefaultChallenge(new byte[32]);
    System.out.println("sent to the browser: " + new ObjectConverter().getJsonMapper().writeValueAsString(
        new PublicKeyCredentialRequestOptions(challenge, null, "example.org", none, null, null)));

    // The browser's answer: a valid ES256 assertion of a registered passkey.
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    byte[] id = "credential".getBytes(StandardCharsets.UTF_8);
    byte[] clientData = ("{\"type\":\"webauthn.get\",\"challenge\":\""
            + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge.getValue())
            + "\",\"origin\":\"https://example.org\",\"crossOrigin\":false}").getBytes(StandardCharsets.UTF_8);
    byte[] authenticatorData = ByteBuffer.allocate(37)
        .put(sha256("example.org".getBytes(StandardCharsets.UTF_8))).put((byte) 0x05).putInt(0).array();
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key.getPrivate());
    signer.update(authenticatorData);
    signer.update(sha256(clientData));
    AuthenticationRequest request = new AuthenticationRequest(id, authenticatorData, clientData, signer.sign());
    AttestedCredentialData credential = new AttestedCredentialData(
        AAGUID.ZERO, id, EC2COSEKey.create((ECPublicKey) key.getPublic(), COSEAlgorithmIdentifier.ES256));

    Map<String, List<byte[]>> lists = new LinkedHashMap<>();
    lists.put("null", null);
    lists.put("List.of(id)", List.of(id));
    lists.put("List.of()", List.of());
    List<String> outcomes = new ArrayList<>();
    for (Map.Entry<String, List<byte[]>> list : lists.entrySet()) {
      AuthenticationParameters parameters = new AuthenticationParameters(
          ServerProperty.builder().origin(new Origin("https://example.org")).rpId("example.org")
              .challenge(challenge).build(),
          new CredentialRecordImpl(null, true, false, false, 0, credential, null, null, null, null),
          list.getValue(), false, true);
      String outcome;
      try {
        WebAuthnManager.createNonStrictWebAuthnManager().verify(request, parameters);
        outcome = "accepted";
      } catch (VerificationException e) {
        outcome = e.getClass().getSimpleName();
      }
      outcomes.add(outcome);
      System.out.println("allowCredentials " + list.getKey() + ": " + outcome);
    }
    boolean asStated = outcomes.equals(List.of("accepted", "accepted", "NotAllowedCredentialIdException"));
    System.out.println(asStated ? "AS STATED: the empty list refuses every passkey" : "NO LONGER AS STATED");
    System.exit(asStated ? 0 : 1);
  }

  static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
JAVA
java -cp "lib/*" Finding.java
