package dev.latchkey.keys.files;

import dev.latchkey.jose.Curve;
import dev.latchkey.jose.KeyKind;
import dev.latchkey.jose.KeyRules;
import dev.latchkey.jose.SigningAlgorithm;
import dev.latchkey.jose.SigningKey;
import dev.latchkey.jose.UnusableKey;
import dev.latchkey.jose.keyfiles.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/** Reads the private key of one setting, for one asymmetric algorithm. */
public final class PrivateKeyReader {
  private final SigningAlgorithm algorithm;
  private final String setting;
  private final KeyRules rules;

  public PrivateKeyReader(SigningAlgorithm algorithm, String setting) {
    this.algorithm = algorithm;
    this.setting = setting;
    this.rules = new KeyRules(algorithm, setting);
  }

  SigningKey fromPem(String text) {
    List<Pem.Block> blocks;
    try {
      blocks = Pem.blocks(text);
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    byte @Nullable [] parameters = null;
    Pem.Block key = null;
    for (Pem.Block block : blocks) {
      if (block.label().equals("EC PARAMETERS")) {
        parameters = block.content();
      } else if (key != null) {
        throw rules.fault("holds more than one PEM block, but one private key is needed");
      } else {
        key = block;
      }
    }
    if (key == null) {
      throw unreadable();
    }
    return fromBlock(key, parameters);
  }

  public SigningKey fromPkcs8(byte[] pkcs8) {
    PrivateKeyInfo info;
    Optional<KeyKind> kind;
    try {
      info = PrivateKeyInfo.getInstance(pkcs8);
      kind = Containers.kind(info);
    } catch (RuntimeException e) {
      throw unreadable();
    }
    if (kind.isEmpty() || kind.get() != algorithm.kind()) {
      throw rules.wrongKind(
          kind.map(found -> "a key of type " + found.label()).orElse("a key of another type"));
    }
    PrivateKey key = privateKey(pkcs8);
    return SigningKey.of(algorithm, key, publicHalf(info), setting);
  }

  private SigningKey fromBlock(Pem.Block block, byte @Nullable [] parameters) {
    if (block.encrypted()) {
      throw rules.fault("holds an encrypted private key; give it without a passphrase");
    }
    return switch (block.label()) {
      case "PRIVATE KEY" -> fromPkcs8(block.content());
      case "RSA PRIVATE KEY" -> fromPkcs8(contained(() -> Containers.fromPkcs1(block.content())));
      case "EC PRIVATE KEY" ->
          fromPkcs8(contained(() -> Containers.fromSec1(block.content(), parameters)));
      case "PUBLIC KEY", "RSA PUBLIC KEY" ->
          throw rules.fault("holds a public key, but a private key is needed");
      case "CERTIFICATE" -> throw rules.fault("holds a certificate, but a private key is needed");
      default -> throw unreadable();
    };
  }

  /** Bouncy Castle throws checked and unchecked exceptions for malformed DER. */
  private byte[] contained(Callable<byte[]> pkcs8) {
    try {
      return pkcs8.call();
    } catch (Exception e) {
      throw unreadable();
    }
  }

  private PrivateKey privateKey(byte[] pkcs8) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(algorithm.kind().factory())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (key instanceof ECPrivateKey ec
          && Curve.of(ec.getParams()).filter(algorithm.curve().orElseThrow()::equals).isEmpty()) {
        throw rules.wrongCurve();
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw algorithm.kind() == KeyKind.EC ? unreadableCurve() : unreadable();
    }
  }

  private PublicKey publicHalf(PrivateKeyInfo info) {
    try {
      return switch (algorithm.kind()) {
        case RSA -> PublicHalf.ofRsa(info);
        case EC -> PublicHalf.ofEc(info, algorithm.curve().orElseThrow());
        case ED25519 -> PublicHalf.ofEd25519(info);
        case HMAC -> throw new IllegalArgumentException("a secret has no public half");
      };
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw rules.fault("holds a damaged key: its public half cannot be found");
    }
  }

  /** A key that this runtime cannot read is more often on another curve than damaged. */
  private UnusableKey unreadableCurve() {
    return rules.fault(
        "holds an EC key that cannot be read; "
            + algorithm
            + " needs one on the named curve "
            + algorithm.curve().orElseThrow().label());
  }

  private UnusableKey unreadable() {
    return rules.fault(
        "cannot be read as a private key; give PEM (PKCS#8, PKCS#1 or SEC1) or the Base64 of it");
  }
}
