package dev.latchkey.it.support;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RegistrationResponse;
import dev.latchkey.webauthn.SoftAuthenticator;
import dev.latchkey.webauthn.SoftKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;

/**
 * A browser's part of WebAuthn over HTTP, with an authenticator in software: takes options as the
 * server sends them, and gives what {@code PublicKeyCredential.toJSON()} does.
 */
public final class SoftBrowser {

  public final SoftAuthenticator device;
  private final String party;
  private SoftKey key;

  /** A browser at this page. */
  public SoftBrowser(URI page) {
    device = new SoftAuthenticator(page.getScheme() + "://" + page.getAuthority());
    party = page.getHost();
  }

  /** The key that was made last. */
  public SoftKey key() {
    return key;
  }

  /** Makes a key, for a response with creation options. */
  public JsonObject create(Answer options) {
    return create(options.expect(200).json());
  }

  /** Makes a key, for the body of such a response. */
  public JsonObject create(JsonObject body) {
    JsonObject wanted = publicKey(body, "creation_options");
    key = device.key(bytes(wanted.getJsonObject("user").getString("id")));
    boolean resident =
        wanted.getJsonObject("authenticatorSelection").getString("residentKey").equals("required");
    RegistrationResponse made = device.create(key, party, bytes(wanted.getString("challenge")));
    JsonObjectBuilder props = Json.createObjectBuilder();
    // Chromium says nothing of keys that are discouraged from being resident.
    if (resident) {
      props.add("rk", true);
    }
    return credential(
            made.id(),
            Json.createObjectBuilder()
                .add("clientDataJSON", Base64Url.encode(made.clientDataJson()))
                .add("attestationObject", Base64Url.encode(made.attestationObject()))
                .add("transports", Json.createArrayBuilder(made.transports())),
            Json.createObjectBuilder().add("credProps", props))
        .build();
  }

  /** Uses the key that was made last, for a response with request options. */
  public JsonObject get(Answer options) {
    return get(options.expect(200).json());
  }

  /** Uses the key that was made last, for the body of such a response. */
  public JsonObject get(JsonObject body) {
    JsonObject wanted = publicKey(body, "request_options");
    AuthenticationResponse used = device.get(key, party, bytes(wanted.getString("challenge")));
    JsonObjectBuilder response =
        Json.createObjectBuilder()
            .add("clientDataJSON", Base64Url.encode(used.clientDataJson()))
            .add("authenticatorData", Base64Url.encode(used.authenticatorData()))
            .add("signature", Base64Url.encode(used.signature()));
    if (used.userHandle() != null) {
      response.add("userHandle", Base64Url.encode(used.userHandle()));
    }
    return credential(used.id(), response, Json.createObjectBuilder()).build();
  }

  private static JsonObjectBuilder credential(
      byte[] id, JsonObjectBuilder response, JsonObjectBuilder results) {
    return Json.createObjectBuilder()
        .add("type", "public-key")
        .add("id", Base64Url.encode(id))
        .add("rawId", Base64Url.encode(id))
        .add("authenticatorAttachment", "platform")
        .add("response", response)
        .add("clientExtensionResults", results);
  }

  private static JsonObject publicKey(JsonObject body, String name) {
    return body.getJsonObject("data").getJsonObject(name).getJsonObject("publicKey");
  }

  private static byte[] bytes(String text) {
    return Base64Url.decode(text).orElseThrow();
  }
}
