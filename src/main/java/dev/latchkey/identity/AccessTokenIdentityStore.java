package dev.latchkey.identity;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.jose.VerifiedAccessToken;
import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.ClaimedCaller;
import dev.latchkey.security.VerificationUnavailable;
import dev.latchkey.tokens.AcceptedToken;
import dev.latchkey.tokens.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;

/**
 * Validates Latchkey's access tokens; with stateful validation, they are valid only while the
 * session is live.
 */
@ApplicationScoped
public class AccessTokenIdentityStore implements IdentityStore {

  @Inject AccessTokens tokens;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof AccessTokenCredential access)) {
      return NOT_VALIDATED_RESULT;
    }
    try {
      Optional<AcceptedToken> accepted =
          access.withSession()
              ? tokens.validateWithSession(access.token())
              : tokens.validate(access.token());
      return accepted.map(AccessTokenIdentityStore::valid).orElse(INVALID_RESULT);
    } catch (DatabaseUnavailable | PersistenceException e) {
      throw new VerificationUnavailable("the database does not answer", e);
    }
  }

  private static CredentialValidationResult valid(AcceptedToken accepted) {
    VerifiedAccessToken token = accepted.token();
    Caller caller =
        accepted
            .session()
            .map(session -> ClaimedCaller.of(token.claims(), CallerSessions.of(session)))
            .orElseGet(() -> token.derived(ClaimedCaller.class, ClaimedCaller::read).caller());
    return new CredentialValidationResult(caller, caller.groups());
  }
}
