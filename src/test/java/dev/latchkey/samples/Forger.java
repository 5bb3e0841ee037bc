package dev.latchkey.samples;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens that must be rejected. It has the server's own key, so the signature may be valid.
 */
final class Forger {

  /** The key that the server is given, made for tests and used nowhere else. */
  static final Path KEY =
      Path.of("src", "test", "resources", "dev", "latchkey", "jose", "keyfiles", "rsa-pkcs8.pem");

  private final RSAPrivateCrtKey key = serverKey();
  private final JsonObject header;
  private final JsonObject claims;

  /**
   * @param token a good one, to start from
   */
  Forger(String token) {
    String[] parts = token.split("\\.");
    this.header = json(parts[0]);
    this.claims = json(parts[1]);
  }

  JsonObjectBuilder header() {
    return Json.createObjectBuilder(header);
  }

  JsonObjectBuilder claims() {
    return Json.createObjectBuilder(claims);
  }

  String signed(JsonObjectBuilder header, JsonObjectBuilder claims) {
    return signed(header, claims, key);
  }

  /** Signed with a key of the forger's own. */
  String signedByAnother(JsonObjectBuilder header, JsonObjectBuilder claims) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      return signed(header, claims, keys.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String signed(JsonObjectBuilder header, JsonObjectBuilder claims, PrivateKey with) {
    String input = input(header, claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(with);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + '.' + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a MAC under bytes that everybody knows. */
  String signedWithMac(byte[] secret) {
    String input = input(header().add("alg", "HS256"), claims());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + '.' + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String input(JsonObjectBuilder header, JsonObjectBuilder claims) {
    return base64(header.build().toString().getBytes(StandardCharsets.UTF_8))
        + '.'
        + base64(claims.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static JsonObject json(String part) {
    String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static RSAPrivateCrtKey serverKey() {
    try {
      String pem = Files.readString(KEY).replaceAll("-----[A-Z ]+-----|\\s", "");
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
