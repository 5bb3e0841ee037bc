package dev.latchkey.bench.jose;

import java.security.Key;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;

/** jose4j's algorithms, which its {@code JsonWebSignature} is made of. */
final class AlgorithmWay extends Way.OfBytes {

  private static final ProviderContext CONTEXT = new ProviderContext();

  private final JsonWebSignatureAlgorithm algorithm;

  AlgorithmWay(Keys keys) throws Exception {
    super(keys);
    this.algorithm =
        AlgorithmFactoryFactory.getInstance()
            .getJwsAlgorithmFactory()
            .getAlgorithm(keys.algorithm());
  }

  @Override
  public String name() {
    return "jose4j's algorithms";
  }

  @Override
  byte[] sign(Key key, byte[] data) throws Exception {
    return algorithm.sign(algorithm.prepareForSign(key, CONTEXT), data);
  }

  @Override
  boolean verify(Key key, byte[] data, byte[] signature) throws Exception {
    return algorithm.verifySignature(signature, key, data, CONTEXT);
  }
}
