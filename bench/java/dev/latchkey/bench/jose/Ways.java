package dev.latchkey.bench.jose;

import dev.latchkey.bench.jose.Way.Keys;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.RandomBytes;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.jose4j.keys.HmacKey;

/** All ways with the same new keys; each verifies what the others sign. */
public final class Ways {

  /** The claims of an access token. */
  public static final byte[] PAYLOAD =
      ("{\"sub\":\"1052\",\"iat\":1700000000,\"exp\":1700036000,\"jti\":\"7d8c0f0e-4a0e-4b64-9a43-0f6f6ad1f3b6\","
              + "\"sid\":\"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ\","
              + "\"token_use\":\"access\",\"iss\":\"http://127.0.0.1:8080\",\"upn\":\"ada@example.org\",\"groups\":[]}")
          .getBytes(StandardCharsets.UTF_8);

  private Ways() {}

  /** For RS256, ES256, EdDSA or HS256. */
  public static List<Way> of(String algorithm) {
    try {
      Keys keys = keys(algorithm);
      List<Way> ways = List.of(new RuntimeWay(keys), new AlgorithmWay(keys), new LibraryWay(keys));
      for (Way signer : ways) {
        String token = signer.sign(PAYLOAD);
        for (Way verifier : ways) {
          if (verifier.verify(token) == null) {
            throw new IllegalStateException(verifier.name() + " rejects " + signer.name());
          }
        }
      }
      return ways;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Keys keys(String algorithm) throws Exception {
    String header =
        Base64Url.encode(
            ("{\"alg\":\""
                    + algorithm
                    + "\",\"typ\":\"JWT\",\"kid\":\"7WnmKuYcxrQ3F8uVOzQYzyZvyUDVNK8ZVnmHhGhHkYw\"}")
                .getBytes(StandardCharsets.UTF_8));
    if (algorithm.equals("HS256")) {
      HmacKey secret = new HmacKey(RandomBytes.next(32));
      return new Keys(algorithm, secret, secret, header);
    }
    KeyPair pair = generator(algorithm).generateKeyPair();
    return new Keys(algorithm, pair.getPrivate(), pair.getPublic(), header);
  }

  private static KeyPairGenerator generator(String algorithm) throws Exception {
    if (algorithm.equals("EdDSA")) {
      return KeyPairGenerator.getInstance("Ed25519");
    }
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm.equals("ES256") ? "EC" : "RSA");
    if (algorithm.equals("ES256")) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    } else {
      generator.initialize(2048);
    }
    return generator;
  }
}
