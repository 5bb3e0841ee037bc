package dev.latchkey.security;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.accounts.Account;
import dev.latchkey.emails.Groups;
import dev.latchkey.sessions.Session;
import dev.latchkey.tokens.Strategies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Optional;
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
    Optional<Session> session =
        strategies.active().findSession(sessionToken.token()).filter(Session::isAuthenticated);
    return session.map(this::valid).orElse(INVALID_RESULT);
  }

  private CredentialValidationResult valid(Session session) {
    Account account = session.account();
    Set<String> groups = groupsOf.of(account);
    Caller caller =
        new Caller(names.of(account), account.id().toString(), session.id(), session.lastProof(), groups, Map.of());
    return new CredentialValidationResult(caller, groups);
  }
}
