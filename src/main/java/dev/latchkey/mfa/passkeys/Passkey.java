package dev.latchkey.mfa.passkeys;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.webauthn.Credential;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is stored of a passkey or security key. Its signature counter is in {@link
 * Authenticator#uses}.
 *
 * @param name the name that the user sees
 * @param passwordless whether it logs in without a password; empty if the browser did not state it,
 *     which counts as no
 */
public record Passkey(String name, Optional<Boolean> passwordless, Credential credential) {

  /** The longest name, in UTF-16 characters. */
  public static final int LONGEST_NAME = 100;

  /** What an authenticator has stored. */
  public static Passkey of(Authenticator stored) {
    JsonObject data;
    try (JsonReader reader = Json.createReader(new StringReader(stored.data()))) {
      data = reader.readObject();
    }
    return new Passkey(
        data.getString("name"),
        data.containsKey("passwordless")
            ? Optional.of(data.getBoolean("passwordless"))
            : Optional.empty(),
        new Credential(
            bytes(data, "id"),
            UUID.fromString(data.getString("aaguid")),
            bytes(data, "attested"),
            stored.uses(),
            data.getBoolean("verified"),
            data.getBoolean("eligible"),
            data.getBoolean("backed_up"),
            transports(data)));
  }

  /** The text to store. */
  String data() {
    JsonObjectBuilder data =
        Json.createObjectBuilder()
            .add("name", name)
            .add("id", Base64Url.encode(credential.id()))
            .add("aaguid", credential.aaguid().toString())
            .add("attested", Base64Url.encode(credential.attested()))
            .add("verified", credential.verified())
            .add("eligible", credential.backupEligible())
            .add("backed_up", credential.backedUp());
    JsonArrayBuilder transports = Json.createArrayBuilder();
    credential.transports().stream().sorted().forEach(transports::add);
    data.add("transports", transports);
    passwordless.ifPresent(flag -> data.add("passwordless", flag));
    return data.build().toString();
  }

  /** What no credential of any account shares: a digest, since ids can be long. */
  static String distinctKey(byte[] id) {
    return "webauthn/" + TokenDigest.sha256(Base64Url.encode(id));
  }

  Passkey named(String newName) {
    return new Passkey(newName, passwordless, credential);
  }

  Passkey with(Credential used) {
    return new Passkey(name, passwordless, used);
  }

  boolean logsInAlone() {
    return passwordless.orElse(false);
  }

  private static byte[] bytes(JsonObject data, String name) {
    return Base64Url.decode(data.getString(name)).orElseThrow();
  }

  private static Set<String> transports(JsonObject data) {
    return data.getJsonArray("transports").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }
}
