package dev.latchkey.identity;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.emails.PrincipalNames;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.CallerSession;
import dev.latchkey.security.SessionTokenCredential;
import dev.latchkey.security.VerificationUnavailable;
import dev.latchkey.sessions.Session;
import dev.latchkey.sessions.Sessions;
import dev.latchkey.sessions.SignedIn;
import dev.latchkey.tokens.JwtTokenStrategy;
import dev.latchkey.tokens.Strategies;
import dev.latchkey.tokens.TokenOutcome;
import dev.latchkey.tokens.TokenStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accepts session tokens and session cookies of live, authenticated sessions, and access tokens
 * that an application's own strategy resolves to such a session.
 */
@ApplicationScoped
public class SessionTokenIdentityStore implements IdentityStore {

  @Inject Strategies strategies;
  @Inject Sessions sessions;
  @Inject PrincipalNames names;
  @Inject Groups groupsOf;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    try {
      TokenStrategy strategy = strategies.active();
      if (credential instanceof SessionTokenCredential session
          && (strategies.isBuiltIn() || session.carrier() == TokenCarrier.COOKIE)) {
        return recognise(session.token(), session.carrier());
      }
      if (credential instanceof SessionTokenCredential session) {
        return result(TokenUse.SESSION, strategy.findSession(session.token()));
      }
      if (credential instanceof AccessTokenCredential access
          && !(strategy instanceof JwtTokenStrategy)) {
        return result(TokenUse.ACCESS, sessionOf(strategy.readBearer(access.token())));
      }
      return NOT_VALIDATED_RESULT;
    } catch (DatabaseUnavailable | PersistenceException e) {
      throw new VerificationUnavailable("the database does not answer", e);
    }
  }

  private static Optional<Session> sessionOf(TokenOutcome token) {
    return token instanceof TokenOutcome.Accepted accepted
        ? Optional.of(accepted.session().session())
        : Optional.empty();
  }

  private CredentialValidationResult result(TokenUse use, Optional<Session> session) {
    return session.filter(Session::isAuthenticated).map(s -> valid(use, s)).orElse(INVALID_RESULT);
  }

  private CredentialValidationResult recognise(String token, TokenCarrier carrier) {
    return sessions
        .recognise(token, carrier)
        .map(session -> valid(session, carrier))
        .orElse(INVALID_RESULT);
  }

  private CredentialValidationResult valid(SignedIn session, TokenCarrier carrier) {
    Set<String> groups = groupsOf.of(session.accountId(), session.groups());
    Caller caller =
        new Caller(
            TokenUse.SESSION,
            carrier,
            PrincipalNames.of(session.username(), session.email(), session.accountId()),
            Long.toString(session.accountId()),
            new CallerSession(session.sessionId(), session.lastProof(), session.authentication()),
            groups,
            Map.of(),
            session.authentication());
    return new CredentialValidationResult(caller, groups);
  }

  private CredentialValidationResult valid(TokenUse use, Session session) {
    Account account = session.owner();
    Set<String> groups = groupsOf.of(account);
    Caller caller =
        new Caller(
            use,
            names.of(account),
            account.id().toString(),
            CallerSessions.of(session),
            groups,
            Map.of());
    return new CredentialValidationResult(caller, groups);
  }
}
