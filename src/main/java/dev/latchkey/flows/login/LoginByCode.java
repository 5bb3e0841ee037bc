package dev.latchkey.flows.login;

import dev.latchkey.Shared;
import dev.latchkey.accounts.emails.AddressProof;
import dev.latchkey.accounts.emails.EmailAddress;
import dev.latchkey.accounts.emails.EmailAddresses;
import dev.latchkey.flows.AddressOwnership;
import dev.latchkey.flows.CodeRedemption;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Rejection;
import dev.latchkey.persistence.Database;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.PendingCode;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import jakarta.inject.Inject;
import java.util.Optional;

/** Logs in with a code sent by mail, alone or after a password. */
@Shared
public class LoginByCode {

  private final Database database;
  private final EmailAddresses addresses;
  private final AddressOwnership ownership;
  private final LoginStages stages;
  private final PendingLogins pendingLogins;
  private final CodeRedemption redemption;

  @Inject
  public LoginByCode(
      Database database,
      EmailAddresses addresses,
      AddressOwnership ownership,
      LoginStages stages,
      PendingLogins pendingLogins,
      CodeRedemption redemption) {
    this.database = database;
    this.addresses = addresses;
    this.ownership = ownership;
    this.stages = stages;
    this.pendingLogins = pendingLogins;
    this.redemption = redemption;
  }

  /** Continues the login if the code is valid. Call it outside of a transaction. */
  public Outcome<LoginOutcome> confirm(String typed, Optional<Session> current) {
    return redemption.redeem(
        CodePurpose.LOGIN,
        "code",
        typed,
        current,
        session -> stages.pending(session, LoginCodeStage.FLOW).isPresent(),
        (session, code) -> Outcome.of(confirmed(session, code), new Rejection.NotPending()));
  }

  private Optional<LoginOutcome> confirmed(Session session, PendingCode code) {
    return pendingLogins.advance(
        LoginCodeStage.FLOW,
        Optional.of(session),
        (account, login) ->
            addresses
                .opening(account, code.email())
                .map(address -> proven(address, code, login, session)));
  }

  private PendingLogin proven(
      EmailAddress address, PendingCode code, PendingLogin login, Session session) {
    boolean isAlone = login.methods().isEmpty();
    ownership.prove(address, isAlone ? AddressProof.LOGIN_CODE : AddressProof.CODE, session.id());
    return login.with(Proof.byEmail(AuthenticationMethods.CODE, database.now(), code.email()));
  }
}
