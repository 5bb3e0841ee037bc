package dev.latchkey.jose.keyfiles;

import dev.latchkey.jose.KeyKind;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.StrictJson;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.VerificationKey;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the public keys of one setting. */
final class PublicKeyReader {
  private final SigningAlgorithm preferred;
  private final String setting;
  private final JwkReader jwks;

  PublicKeyReader(SigningAlgorithm preferred, String setting) {
    this.preferred = preferred;
    this.setting = setting;
    this.jwks = new JwkReader(preferred, setting);
  }

  List<VerificationKey> fromPem(String text) {
    List<VerificationKey> keys = new ArrayList<>();
    try {
      for (Pem.Block block : Pem.blocks(text)) {
        keys.add(fromBlock(block));
      }
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    if (keys.isEmpty()) {
      throw unreadable();
    }
    return keys;
  }

  List<VerificationKey> fromJson(String text) {
    JsonObject json = StrictJson.object(text).orElseThrow(this::unreadable);
    JsonValue members = json.get("keys");
    if (members == null) {
      return List.of(jwks.read(json));
    }
    if (members.getValueType() != JsonValue.ValueType.ARRAY || members.asJsonArray().isEmpty()) {
      throw unreadable();
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (JsonValue member : members.asJsonArray()) {
      if (member.getValueType() != JsonValue.ValueType.OBJECT) {
        throw unreadable();
      }
      keys.add(jwks.read(member.asJsonObject()));
    }
    return keys;
  }

  private VerificationKey fromBlock(Pem.Block block) {
    return switch (block.label()) {
      case "PUBLIC KEY" -> fromSpki(block.content());
      case "CERTIFICATE" -> throw fault("holds a certificate, but a public key is needed");
      case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
          throw fault("holds a private key, but a public key is needed");
      default -> throw unreadable();
    };
  }

  private VerificationKey fromSpki(byte[] spki) {
    PublicKey key =
        Stream.of(KeyKind.values())
            .filter(KeyKind::isAsymmetric)
            .flatMap(kind -> publicKey(kind, spki).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    fault(
                        "holds a public key that is damaged, or of a type that tokens are not signed with"));
    return VerificationKey.of(AlgorithmChoice.of(key, preferred, setting), key, setting);
  }

  /** The key, if it is of that kind: a key factory of the Java runtime rejects other kinds. */
  private static Optional<PublicKey> publicKey(KeyKind kind, byte[] spki) {
    try {
      return Optional.of(
          KeyFactory.getInstance(kind.factory()).generatePublic(new X509EncodedKeySpec(spki)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private UnusableKey unreadable() {
    return fault("cannot be read as public keys; give PEM (PUBLIC KEY), a JWK or a JWK set");
  }

  private UnusableKey fault(String fault) {
    return new UnusableKey(setting, fault);
  }
}
