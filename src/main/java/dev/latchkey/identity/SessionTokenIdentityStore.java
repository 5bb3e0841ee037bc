package dev.latchkey.identity;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.accounts.Account;
import dev.latchkey.emails.Groups;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.security.Caller;
import dev.latchkey.security.SessionTokenCredential;
import dev.latchkey.security.TokenKind;
import dev.latchkey.security.VerificationUnavailable;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.Strategies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** Believes a session token whose session is live and authenticated. */
@ApplicationScoped
public class SessionTokenIdentityStore implements IdentityStore {

  @Inject Strategies strategies;
  @Inject CallerNames names;
  @Inject Groups groupsOf;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof SessionTokenCredential sessionToken)) {
      return NOT_VALIDATED_RESULT;
    }
    try {
      return strategies.active().findSession(sessionToken.token())
          .filter(Session::isAuthenticated)
          .map(this::valid)
          .orElse(INVALID_RESULT);
    } catch (DatabaseUnavailable | PersistenceException e) {
      throw new VerificationUnavailable("the database does not answer", e);
    }
  }

  private CredentialValidationResult valid(Session session) {
    Account account = session.account();
    Set<String> groups = groupsOf.of(account);
    Caller caller =
        new Caller(
            TokenKind.SESSION,
            names.of(account),
            account.id().toString(),
            CallerSessions.of(session),
            groups,
            Map.of());
    return new CredentialValidationResult(caller, groups);
  }
}
