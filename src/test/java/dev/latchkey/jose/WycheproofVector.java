package dev.latchkey.jose;

import dev.latchkey.jose.keyfiles.PublicKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A token of Project Wycheproof's, and whether a verifier with the keys of its group ought to
 * accept it.
 *
 * @param id unique in its file
 */
record WycheproofVector(int id, String comment, JsonObject group, String token, boolean valid) {
  private static final String SETTING = "The vector";

  static List<WycheproofVector> read(String file) {
    return groups(file)
        .flatMap(
            group ->
                group.getJsonArray("tests").stream().map(test -> of(group, test.asJsonObject())))
        .toList();
  }

  static Stream<JsonObject> groups(String file) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes(file)))) {
      return reader.readObject().getJsonArray("testGroups").stream().map(JsonValue::asJsonObject);
    }
  }

  static byte[] bytes(String file) {
    try (InputStream in = WycheproofVector.class.getResourceAsStream("/wycheproof/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WycheproofVector of(JsonObject group, JsonObject test) {
    boolean valid =
        switch (test.getString("result")) {
          case "valid" -> true;
          case "invalid" -> false;
          default -> throw new IllegalArgumentException("neither valid nor invalid");
        };
    return new WycheproofVector(
        test.getInt("tcId"), test.getString("comment"), group, test.getString("jws"), valid);
  }

  /**
   * The keys, read as those in our settings are: public keys as JWKs, secrets as keys that sign
   * too. What mixes both goes to the reader of public keys. Secrets get the names that the tokens
   * ask for, which ours do not have.
   *
   * @throws UnusableKey when one of them is rejected
   */
  List<VerificationKey> keys() {
    if (group.containsKey("public")) {
      return publicKeys(group.getJsonObject("public"));
    }
    JsonObject secret = group.getJsonObject("private");
    List<JsonObject> jwks =
        secret.containsKey("keys")
            ? secret.getJsonArray("keys").getValuesAs(JsonObject.class)
            : List.of(secret);
    return jwks.stream().allMatch(jwk -> jwk.getString("kty").equals("oct"))
        ? jwks.stream().map(WycheproofVector::secretKey).toList()
        : publicKeys(secret);
  }

  static List<VerificationKey> publicKeys(JsonObject jwks) {
    return PublicKeys.read(jwks.toString(), SigningAlgorithm.RS256, SETTING);
  }

  private static VerificationKey secretKey(JsonObject jwk) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.parse(jwk.getString("alg"))
            .orElseThrow(
                () ->
                    new UnusableKey(
                        SETTING, "is for an algorithm that tokens are not signed with"));
    byte[] secret = Base64.getUrlDecoder().decode(jwk.getString("k"));
    return SigningKey.ofSecret(algorithm, secret, SETTING)
        .verificationKey()
        .named(jwk.getString("kid"));
  }

  @Override
  public String toString() {
    return id + " " + comment;
  }
}
