package dev.latchkey.samples;

import dev.latchkey.crypto.Base64Url;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RegistrationResponse;
import dev.latchkey.webauthn.SoftAuthenticator;
import dev.latchkey.webauthn.SoftKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The second factors of a visitor: an authenticator app and a security key. */
final class Factors {

  /** The relying party of the samples. */
  static final String PARTY = "samples.example.org";

  private static final String API = "/_allauth/app/v1";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final Visitor visitor;
  private final SoftAuthenticator device = new SoftAuthenticator("https://" + PARTY);
  private byte[] secret;
  private SoftKey key;

  /** Each code is valid once; the server accepts those of the next five minutes. */
  private int step;

  Factors(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Adds the app to the account. */
  void addApp() {
    JsonObject meta = json(404, get(API + "/account/authenticators/totp")).getJsonObject("meta");
    secret = decode(meta.getString("secret"));
    json(200, post(API + "/account/authenticators/totp", code()));
  }

  /** Uses the app in the session. */
  void useApp() {
    json(200, post(API + "/auth/2fa/reauthenticate", code()));
  }

  /** Adds the key to the account. */
  void addKey() {
    JsonObject options =
        json(200, get(API + "/account/authenticators/webauthn"))
            .getJsonObject("data")
            .getJsonObject("creation_options")
            .getJsonObject("publicKey");
    key = device.key(bytes(options.getJsonObject("user").getString("id")));
    RegistrationResponse made = device.create(key, PARTY, bytes(options.getString("challenge")));
    JsonObjectBuilder response =
        Json.createObjectBuilder()
            .add("clientDataJSON", Base64Url.encode(made.clientDataJson()))
            .add("attestationObject", Base64Url.encode(made.attestationObject()));
    json(200, post(API + "/account/authenticators/webauthn", credential(made.rawId(), response)));
  }

  /** Uses the key in the session. */
  void useKey() {
    JsonObject options =
        json(200, get(API + "/auth/webauthn/reauthenticate"))
            .getJsonObject("data")
            .getJsonObject("request_options")
            .getJsonObject("publicKey");
    AuthenticationResponse made = device.get(key, PARTY, bytes(options.getString("challenge")));
    JsonObjectBuilder response =
        Json.createObjectBuilder()
            .add("clientDataJSON", Base64Url.encode(made.clientDataJson()))
            .add("authenticatorData", Base64Url.encode(made.authenticatorData()))
            .add("signature", Base64Url.encode(made.signature()));
    json(200, post(API + "/auth/webauthn/reauthenticate", credential(made.rawId(), response)));
  }

  private static JsonObject credential(byte[] id, JsonObjectBuilder response) {
    JsonObjectBuilder credential =
        Json.createObjectBuilder()
            .add("id", Base64Url.encode(id))
            .add("rawId", Base64Url.encode(id))
            .add("type", "public-key")
            .add("clientExtensionResults", Json.createObjectBuilder())
            .add("response", response);
    return Json.createObjectBuilder().add("credential", credential).build();
  }

  private JsonObject code() {
    long counter = System.currentTimeMillis() / 30_000 + step++;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
      return Json.createObjectBuilder().add("code", "%06d".formatted(number % 1_000_000)).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return visitor.withSession(path);
  }

  private HttpResponse<String> post(String path, JsonObject body) {
    return Visitor.send(
        Visitor.request(visitor.server(), path)
            .header("X-Session-Token", visitor.sessionToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private static JsonObject json(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return Json.createReader(new StringReader(response.body())).readObject();
  }

  private static byte[] bytes(String text) {
    return Base64Url.decode(text).orElseThrow();
  }

  private static byte[] decode(String text) {
    BigInteger bits = BigInteger.ONE; // keeps leading zeros
    for (char c : text.toCharArray()) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(c)));
    }
    byte[] all = bits.toByteArray();
    byte[] decoded = new byte[text.length() * 5 / 8];
    System.arraycopy(all, all.length - decoded.length, decoded, 0, decoded.length);
    return decoded;
  }
}
