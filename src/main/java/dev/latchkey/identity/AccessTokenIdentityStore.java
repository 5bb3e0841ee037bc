package dev.latchkey.identity;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.persistence.DatabaseUnavailable;
import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.ClaimedCaller;
import dev.latchkey.security.VerificationUnavailable;
import dev.latchkey.tokens.AccessTokens;
import dev.latchkey.tokens.BelievedToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;

/** Accepts Latchkey's access tokens; with stateful validation, only while the session is live. */
@ApplicationScoped
public class AccessTokenIdentityStore implements IdentityStore {

  @Inject AccessTokens tokens;

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof AccessTokenCredential access)) {
      return NOT_VALIDATED_RESULT;
    }
    try {
      Optional<BelievedToken> believed =
          access.withSession()
              ? tokens.believeWithSession(access.token())
              : tokens.believe(access.token());
      return believed.map(AccessTokenIdentityStore::valid).orElse(INVALID_RESULT);
    } catch (DatabaseUnavailable | PersistenceException e) {
      throw new VerificationUnavailable("the database does not answer", e);
    }
  }

  private static CredentialValidationResult valid(BelievedToken believed) {
    Caller caller =
        ClaimedCaller.of(
            believed.token().claims(), believed.session().map(CallerSessions::of).orElse(null));
    return new CredentialValidationResult(caller, caller.groups());
  }
}
