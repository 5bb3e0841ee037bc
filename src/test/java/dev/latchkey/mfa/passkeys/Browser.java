package dev.latchkey.mfa.passkeys;

import static dev.latchkey.flows.Outcomes.done;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.Base64Url;
import dev.latchkey.flows.Outcome;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.sessions.Session;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import dev.latchkey.webauthn.SoftAuthenticator;
import dev.latchkey.webauthn.SoftKey;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** A browser with an authenticator in software, at the page of one relying party. */
final class Browser {

  static final String RP_ID = "app.example";
  static final RelyingParty PARTY = new RelyingParty(RP_ID, Set.of("https://app.example"));

  final SoftAuthenticator device = new SoftAuthenticator("https://app.example");

  /** The key that was made last. */
  SoftKey key;

  /** Answers creation options. */
  Registered create(JsonObject options) {
    JsonObject o = options.getJsonObject("publicKey");
    key = device.key(bytes(o.getJsonObject("user").getString("id")));
    boolean resident =
        o.getJsonObject("authenticatorSelection").getString("residentKey").equals("required");
    return new Registered(
        device.create(key, RP_ID, bytes(o.getString("challenge"))),
        Optional.of(resident),
        Optional.empty());
  }

  /** Answers request options with the key that was made last. */
  AuthenticationResponse get(JsonObject options) {
    JsonObject o = options.getJsonObject("publicKey");
    return device.get(key, RP_ID, bytes(o.getString("challenge")));
  }

  /** Adds a key to the account of a session. */
  Authenticator addTo(TestWorld world, Session session, boolean passwordless) {
    return done(add(world, session, passwordless)).authenticator();
  }

  Outcome<OwnPasskeys.Added> add(TestWorld world, Session session, boolean passwordless) {
    JsonObject options = done(world.passkeys.begin(session, passwordless, PARTY));
    return world.passkeys.add(session, create(options), PARTY);
  }

  static byte[] handle(Account account) {
    return PasskeyOptions.userHandle(account);
  }

  private static byte[] bytes(String text) {
    return Base64Url.decode(text).orElseThrow();
  }
}
