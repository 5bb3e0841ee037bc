package dev.latchkey.mfa.passkeys;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import dev.latchkey.mfa.UsedFactors;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.Proof;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.Ceremonies;
import dev.latchkey.webauthn.Credential;
import dev.latchkey.webauthn.Expectation;
import dev.latchkey.webauthn.Flaw;
import dev.latchkey.webauthn.RelyingParty;
import dev.latchkey.webauthn.Use;
import dev.latchkey.webauthn.Verdict;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies responses against what is stored, and records uses and failures. Call it in a
 * transaction, with the account locked.
 */
@Shared
public class Verifications {

  private final Ceremonies ceremonies = new Ceremonies();
  private final Database database;
  private final Authenticators authenticators;
  private final UsedFactors used;
  private final Audit audit;

  @Inject
  public Verifications(
      Database database, Authenticators authenticators, UsedFactors used, Audit audit) {
    this.database = database;
    this.authenticators = authenticators;
    this.used = used;
    this.audit = audit;
  }

  /** A new authenticator, not yet added; empty if the response is invalid or the id is taken. */
  Optional<Authenticator> register(
      Account account,
      Registered registered,
      Optional<Challenge> challenge,
      RelyingParty party,
      @Nullable Long session) {
    Verdict<Credential> verdict =
        challenge
            .map(
                issued ->
                    ceremonies.register(
                        registered.response(),
                        new Expectation(party, issued.bytes(), issued.passwordless())))
            .orElseGet(() -> new Verdict.Rejected<>(Flaw.CHALLENGE));
    if (verdict instanceof Verdict.Rejected<Credential> rejected) {
      failed(account.id(), session, rejected.flaw());
      return Optional.empty();
    }
    Credential credential = ((Verdict.Valid<Credential>) verdict).result();
    boolean wanted = challenge.orElseThrow().passwordless();
    Optional<Boolean> passwordless = registered.resident().map(resident -> resident && wanted);
    String name =
        registered
            .name()
            .orElseGet(() -> PasskeyNames.of(credential.aaguid(), passwordless.orElse(false)));
    String key = Passkey.distinctKey(credential.id());
    if (authenticators.find(key).isPresent()) {
      failed(account.id(), session, Flaw.ID);
      return Optional.empty();
    }
    return Optional.of(
        new Authenticator(
            account,
            AuthenticatorType.WEBAUTHN,
            key,
            new Passkey(name, passwordless, credential).data(),
            credential.signCount(),
            database.now()));
  }

  /**
   * Uses a credential of this account.
   *
   * @param challenge takes the challenge
   * @param alone whether it must be a passkey, whose user the authenticator has verified
   * @param right runs as soon as the response is known to be valid, before anything is written
   * @return the given proof, with its details; empty if the response is invalid
   */
  Optional<Proof> use(
      Account account,
      AuthenticationResponse response,
      Supplier<Optional<Challenge>> challenge,
      RelyingParty party,
      boolean alone,
      Proof proof,
      Runnable right,
      @Nullable Long session) {
    Optional<Authenticator> found =
        authenticators
            .find(Passkey.distinctKey(response.rawId()))
            .filter(a -> a.accountId().equals(account.id()) && isOf(account, response));
    Optional<Challenge> issued = challenge.get(); // after the query, which would write the session
    if (found.isEmpty() || issued.isEmpty()) {
      failed(account.id(), session, found.isEmpty() ? Flaw.ID : Flaw.CHALLENGE);
      return Optional.empty();
    }
    Authenticator authenticator = found.get();
    Passkey passkey = Passkey.of(authenticator);
    if (alone && !passkey.logsInAlone()) {
      failed(account.id(), session, Flaw.NOT_VERIFIED);
      return Optional.empty();
    }
    Verdict<Use> verdict =
        ceremonies.authenticate(
            response, passkey.credential(), new Expectation(party, issued.get().bytes(), alone));
    if (verdict instanceof Verdict.Rejected<Use> rejected) {
      failed(account.id(), session, rejected.flaw());
      return Optional.empty();
    }
    Use use = ((Verdict.Valid<Use>) verdict).result();
    right.run();
    if (!store(authenticator, passkey, use)) { // it was removed or used a moment ago
      failed(account.id(), session, Flaw.ID);
      return Optional.empty();
    }
    if (use.counterWentBack()) {
      audit.record(AuditType.PASSKEY_COUNTER_WENT_BACK, account.id(), session, passkey.name());
    }
    return Optional.of(used.proof(proof, authenticator, session));
  }

  private boolean store(Authenticator seen, Passkey passkey, Use use) {
    String data = passkey.with(use.credential()).data();
    return authenticators.use(seen, use.credential().signCount())
        && (data.equals(seen.data()) || authenticators.replaceData(seen, data));
  }

  /** An authenticator that returns no user handle is not asked for one. */
  private static boolean isOf(Account account, AuthenticationResponse response) {
    byte[] handle = response.userHandle();
    return handle == null || Arrays.equals(handle, PasskeyOptions.userHandle(account));
  }

  private void failed(@Nullable Long account, @Nullable Long session, Flaw flaw) {
    audit.record(
        AuditType.MFA_FAILED, account, session, "webauthn_" + flaw.name().toLowerCase(Locale.ROOT));
  }
}
