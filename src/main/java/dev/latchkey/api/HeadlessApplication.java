package dev.latchkey.api;

import dev.latchkey.api.account.AccountDeletionResource;
import dev.latchkey.api.account.AuthenticatorsResource;
import dev.latchkey.api.account.EmailResource;
import dev.latchkey.api.account.PasskeysResource;
import dev.latchkey.api.account.PasswordChangeResource;
import dev.latchkey.api.account.RecoveryCodesResource;
import dev.latchkey.api.account.TotpResource;
import dev.latchkey.api.account.TrustedDevicesResource;
import dev.latchkey.api.auth.EmailVerificationResource;
import dev.latchkey.api.auth.LoginCodeResource;
import dev.latchkey.api.auth.LoginResource;
import dev.latchkey.api.auth.PasskeyFactorResource;
import dev.latchkey.api.auth.PasskeyLoginResource;
import dev.latchkey.api.auth.PasskeySignupResource;
import dev.latchkey.api.auth.PasswordResetResource;
import dev.latchkey.api.auth.ReauthenticationResource;
import dev.latchkey.api.auth.SecondFactorResource;
import dev.latchkey.api.auth.SessionResource;
import dev.latchkey.api.auth.SessionsResource;
import dev.latchkey.api.auth.SignupResource;
import dev.latchkey.api.auth.TokenResource;
import dev.latchkey.api.auth.TrustResource;
import dev.latchkey.api.exchange.AnyAccept;
import dev.latchkey.api.exchange.FailureMapper;
import dev.latchkey.api.exchange.HttpErrorMapper;
import dev.latchkey.api.exchange.OwnResources;
import dev.latchkey.api.oauth.IntrospectionResource;
import dev.latchkey.api.oauth.RevocationResource;
import dev.latchkey.settings.types.MountPath;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * The API for clients, with its filters and mappers. {@code web.ApiMount} also serves it at another
 * path.
 */
@ApplicationPath(MountPath.BUILT_IN)
public class HeadlessApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ConfigResource.class,
        SignupResource.class,
        LoginResource.class,
        SessionResource.class,
        TokenResource.class,
        EmailVerificationResource.class,
        EmailResource.class,
        LoginCodeResource.class,
        PasswordResetResource.class,
        PasswordChangeResource.class,
        AccountDeletionResource.class,
        ReauthenticationResource.class,
        SessionsResource.class,
        SecondFactorResource.class,
        TrustResource.class,
        TrustedDevicesResource.class,
        AuthenticatorsResource.class,
        TotpResource.class,
        RecoveryCodesResource.class,
        PasskeysResource.class,
        PasskeyFactorResource.class,
        PasskeyLoginResource.class,
        PasskeySignupResource.class,
        IntrospectionResource.class,
        RevocationResource.class,
        AnyAccept.class,
        HeadlessFilters.class,
        HttpErrorMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return OwnResources.PROPERTIES;
  }
}
