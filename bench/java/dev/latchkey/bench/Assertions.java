package dev.latchkey.bench;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.latchkey.crypto.RandomBytes;
import dev.latchkey.webauthn.Algorithm;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.Ceremonies;
import dev.latchkey.webauthn.Credential;
import dev.latchkey.webauthn.Expectation;
import dev.latchkey.webauthn.RelyingParty;
import dev.latchkey.webauthn.SoftAuthenticator;
import dev.latchkey.webauthn.SoftKey;
import dev.latchkey.webauthn.Verdict;
import java.security.PublicKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Assertions of passkeys verified, beside the check of their signatures alone. */
final class Assertions implements Bench.Part {

  private static final String HOST = "app.example";
  private static final String ORIGIN = "https://app.example";

  @Override
  public void run(Bench.Surroundings all) {
    SideBySide table = new SideBySide(all, "Assertions verified", "assertions");
    for (Algorithm algorithm : Algorithm.values()) {
      table.compare(algorithm.name(), ways(algorithm));
    }
  }

  private static Map<String, Callable<?>> ways(Algorithm algorithm) {
    SoftAuthenticator device = new SoftAuthenticator(ORIGIN);
    device.algorithm = algorithm;
    device.counts = false; // the same response is verified again and again
    SoftKey key = device.key("1052".getBytes());
    Expectation expected =
        new Expectation(new RelyingParty(HOST, Set.of(ORIGIN)), RandomBytes.next(32), true);
    Ceremonies ceremonies = new Ceremonies();
    Credential credential =
        valid(ceremonies.register(device.create(key, HOST, expected.challenge()), expected));
    AuthenticationResponse response = device.get(key, HOST, expected.challenge());
    Map<String, Callable<?>> ways = new LinkedHashMap<>();
    ways.put("the signature alone", () -> signature(algorithm, key.publicKey(), response));
    ways.put("WebAuthn4J", webAuthn4J(credential, response, expected));
    ways.put("Latchkey", () -> valid(ceremonies.authenticate(response, credential, expected)));
    return ways;
  }

  private static Signature signature(
      Algorithm algorithm, PublicKey key, AuthenticationResponse response) throws Exception {
    Signature signature = Signature.getInstance(nameOf(algorithm));
    signature.initVerify(key);
    signature.update(
        SoftAuthenticator.signed(response.authenticatorData(), response.clientDataJson()));
    if (!signature.verify(response.signature())) {
      throw new IllegalStateException("the signature is invalid");
    }
    return signature;
  }

  private static String nameOf(Algorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> "SHA256withECDSA";
      case EDDSA -> "Ed25519";
      case RS256 -> "SHA256withRSA";
    };
  }

  /** The library alone, with everything parsed before that may be kept. */
  private static Callable<?> webAuthn4J(
      Credential credential, AuthenticationResponse response, Expectation expected) {
    ObjectConverter converter = new ObjectConverter();
    WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    CredentialRecord record =
        new CredentialRecordImpl(
            null,
            true,
            false,
            false,
            0,
            new AttestedCredentialDataConverter(converter).convert(credential.attested()),
            null,
            null,
            null,
            null);
    ServerProperty property =
        ServerProperty.builder()
            .origin(Origin.create(ORIGIN))
            .rpId(HOST)
            .challenge(new DefaultChallenge(expected.challenge()))
            .build();
    return () -> {
      AuthenticationData data =
          manager.parse(
              new AuthenticationRequest(
                  response.rawId(),
                  response.userHandle(),
                  response.authenticatorData(),
                  response.clientDataJson(),
                  null,
                  response.signature()));
      return manager.verify(data, new AuthenticationParameters(property, record, null, true, true));
    };
  }

  private static <T> T valid(Verdict<T> verdict) {
    if (verdict instanceof Verdict.Valid<T> valid) {
      return valid.result();
    }
    throw new IllegalStateException(verdict.toString());
  }
}
