package dev.latchkey.bench.jose;

import dev.latchkey.crypto.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.Key;

/** One way to sign and verify tokens whose header and key are known. Safe for all threads. */
public interface Way {

  /** Keys of one algorithm; for HMAC both are the secret. */
  record Keys(String algorithm, Key signing, Key verifying, String header) {}

  String name();

  /** The token of a payload. */
  String sign(byte[] payload) throws Exception;

  /** The payload of a token; null when the signature is invalid. */
  byte[] verify(String token) throws Exception;

  /** Signs and verifies bytes; what is around them is the same for all of these. */
  abstract class OfBytes implements Way {

    private final Keys keys;

    OfBytes(Keys keys) {
      this.keys = keys;
    }

    abstract byte[] sign(Key key, byte[] data) throws Exception;

    abstract boolean verify(Key key, byte[] data, byte[] signature) throws Exception;

    @Override
    public String sign(byte[] payload) throws Exception {
      String input = keys.header() + '.' + Base64Url.encode(payload);
      return input + '.' + Base64Url.encode(sign(keys.signing(), ascii(input)));
    }

    @Override
    public byte[] verify(String token) throws Exception {
      int headerEnd = token.indexOf('.');
      int payloadEnd = token.indexOf('.', headerEnd + 1);
      byte[] payload = Base64Url.decode(token.substring(headerEnd + 1, payloadEnd)).orElseThrow();
      byte[] signature = Base64Url.decode(token.substring(payloadEnd + 1)).orElseThrow();
      byte[] input = ascii(token.substring(0, payloadEnd));
      return verify(keys.verifying(), input, signature) ? payload : null;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
