package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.sessions.Session;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Registers credentials under challenges. Call it in a transaction, with the account and then the
 * session locked.
 */
@Shared
public class PasskeyRegistration {

  private final Challenges challenges;
  private final PasskeyOptions options;
  private final Verifications verifications;

  @Inject
  public PasskeyRegistration(
      Challenges challenges, PasskeyOptions options, Verifications verifications) {
    this.challenges = challenges;
    this.options = options;
    this.verifications = verifications;
  }

  /** Issues a challenge, and returns the options with it. */
  JsonObject begin(
      Account account, Session session, Purpose purpose, boolean passwordless, RelyingParty party) {
    return options.creation(account, challenges.issue(session, purpose, passwordless), party);
  }

  /** The authenticator to add; empty if the response is invalid. It uses up the challenge. */
  Optional<Authenticator> complete(
      Account account,
      Session session,
      Purpose purpose,
      Registered registered,
      RelyingParty party) {
    return verifications.register(
        account, registered, challenges.take(session, purpose), party, session.id());
  }
}
