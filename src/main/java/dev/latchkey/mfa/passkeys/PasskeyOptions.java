package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.webauthn.Algorithm;
import dev.latchkey.webauthn.Credential;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The options that clients give to {@code navigator.credentials}, in the form of {@code
 * PublicKeyCredentialCreationOptionsJSON} and {@code PublicKeyCredentialRequestOptionsJSON} under
 * {@code publicKey}. No member is null, which browsers would misread.
 */
@Shared
public class PasskeyOptions {

  private static final String TYPE = "public-key";

  private final Authenticators authenticators;
  private final EmailAddresses addresses;
  private final Settings settings;

  @Inject
  public PasskeyOptions(
      Authenticators authenticators, EmailAddresses addresses, Settings settings) {
    this.authenticators = authenticators;
    this.addresses = addresses;
    this.settings = settings;
  }

  /** The user handle of an account: the digits of its id. */
  static byte[] userHandle(Account account) {
    return Long.toString(account.id()).getBytes(StandardCharsets.UTF_8);
  }

  /** The id of the account that a user handle may be of. */
  static Optional<Long> account(byte[] userHandle) {
    String text = new String(userHandle, StandardCharsets.UTF_8);
    return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Options to register a credential. */
  JsonObject creation(Account account, Challenge challenge, RelyingParty party) {
    String wanted = challenge.passwordless() ? "required" : "discouraged";
    String name = addresses.labelOf(account);
    JsonArrayBuilder algorithms = Json.createArrayBuilder();
    Stream.of(Algorithm.values())
        .map(a -> Json.createObjectBuilder().add("type", TYPE).add("alg", a.cose()))
        .forEach(algorithms::add);
    return publicKey(
        challenge(challenge)
            .add(
                "rp",
                Json.createObjectBuilder()
                    .add("id", party.id())
                    .add("name", settings.get(MfaSettings.TOTP_ISSUER)))
            .add(
                "user",
                Json.createObjectBuilder()
                    .add("id", Base64Url.encode(userHandle(account)))
                    .add("name", name)
                    .add("displayName", name))
            .add("pubKeyCredParams", algorithms)
            .add("excludeCredentials", descriptors(account.id()))
            .add(
                "authenticatorSelection",
                Json.createObjectBuilder()
                    .add("residentKey", wanted)
                    .add("requireResidentKey", challenge.passwordless())
                    .add("userVerification", wanted))
            .add("attestation", "none")
            .add("extensions", Json.createObjectBuilder().add("credProps", true)));
  }

  /** Options to log in with any passkey. They do not reveal whether an account exists. */
  JsonObject login(Challenge challenge, RelyingParty party) {
    return publicKey(
        challenge(challenge).add("rpId", party.id()).add("userVerification", "required"));
  }

  /** Options to authenticate with a credential of this account, whose user has logged in. */
  JsonObject request(long account, Challenge challenge, RelyingParty party) {
    return publicKey(
        challenge(challenge)
            .add("rpId", party.id())
            .add("allowCredentials", descriptors(account))
            .add("userVerification", "preferred"));
  }

  private static JsonObject publicKey(JsonObjectBuilder options) {
    return Json.createObjectBuilder().add("publicKey", options).build();
  }

  private static JsonObjectBuilder challenge(Challenge challenge) {
    return Json.createObjectBuilder().add("challenge", Base64Url.encode(challenge.bytes()));
  }

  private JsonArrayBuilder descriptors(long account) {
    List<Credential> credentials =
        authenticators.of(account).stream()
            .filter(a -> a.type() == AuthenticatorType.WEBAUTHN)
            .map(a -> Passkey.of(a).credential())
            .toList();
    JsonArrayBuilder descriptors = Json.createArrayBuilder();
    for (Credential credential : credentials) {
      JsonObjectBuilder descriptor =
          Json.createObjectBuilder().add("type", TYPE).add("id", Base64Url.encode(credential.id()));
      if (!credential.transports().isEmpty()) {
        JsonArrayBuilder transports = Json.createArrayBuilder();
        credential.transports().stream().sorted().forEach(transports::add);
        descriptor.add("transports", transports);
      }
      descriptors.add(descriptor);
    }
    return descriptors;
  }
}
