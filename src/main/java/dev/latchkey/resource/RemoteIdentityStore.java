package dev.latchkey.resource;

import static jakarta.security.enterprise.identitystore.CredentialValidationResult.INVALID_RESULT;
import static jakarta.security.enterprise.identitystore.CredentialValidationResult.NOT_VALIDATED_RESULT;

import dev.latchkey.security.AccessTokenCredential;
import dev.latchkey.security.Caller;
import dev.latchkey.security.SessionTokenCredential;
import dev.latchkey.security.VerificationUnavailable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/** Accepts tokens of the configured issuer. */
@ApplicationScoped
public class RemoteIdentityStore implements IdentityStore {

  private static final Logger LOG = System.getLogger(RemoteIdentityStore.class.getName());

  @Inject HttpServletRequest request;

  private RemoteTokens tokens;

  @PostConstruct
  void start() {
    tokens =
        new RemoteTokens(
            new SettingReader(SettingSource.ofDeployment()).read(),
            new IssuerCalls(new IncomingTrace(request)::headers),
            Clock.systemUTC());
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    try {
      if (credential instanceof SessionTokenCredential session) {
        return result(tokens.judge(session));
      }
      return credential instanceof AccessTokenCredential access
          ? result(tokens.judge(access))
          : NOT_VALIDATED_RESULT;
    } catch (IssuerUnavailable e) {
      LOG.log(Level.WARNING, "A token cannot be validated: {0}", e.getMessage());
      throw new VerificationUnavailable(e.getMessage(), e);
    }
  }

  private static CredentialValidationResult result(Optional<Caller> caller) {
    return caller.map(c -> new CredentialValidationResult(c, c.groups())).orElse(INVALID_RESULT);
  }
}
