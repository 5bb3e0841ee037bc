package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Uses credentials of a known account under challenges. Call it in a transaction, with the account
 * and then the session locked.
 */
@Shared
public class ChallengedUse {

  private final Challenges challenges;
  private final PasskeyOptions options;
  private final Verifications verifications;

  @Inject
  public ChallengedUse(Challenges challenges, PasskeyOptions options, Verifications verifications) {
    this.challenges = challenges;
    this.options = options;
    this.verifications = verifications;
  }

  /** Issues a challenge, and returns the options with it. */
  JsonObject options(Session session, long account, Purpose purpose, RelyingParty party) {
    return options.request(account, challenges.issue(session, purpose, false), party);
  }

  /** The proof, if the response is valid under the session's challenge, which it uses up. */
  Optional<Proof> use(
      Account account,
      Session session,
      Purpose purpose,
      AuthenticationResponse response,
      RelyingParty party,
      Proof proof) {
    return use(account, session, purpose, response, party, proof, () -> {});
  }

  /**
   * The same.
   *
   * @param right runs as soon as the response is known to be valid, before anything is written
   */
  Optional<Proof> use(
      Account account,
      Session session,
      Purpose purpose,
      AuthenticationResponse response,
      RelyingParty party,
      Proof proof,
      Runnable right) {
    return verifications.use(
        account,
        response,
        () -> challenges.take(session, purpose),
        party,
        purpose == Purpose.LOGIN,
        proof,
        right,
        session.id());
  }
}
