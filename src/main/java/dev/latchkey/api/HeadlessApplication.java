package dev.latchkey.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The API for clients, and what guards its boundary. */
@ApplicationPath("/_allauth")
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
        ReauthenticationResource.class,
        SessionsResource.class,
        IntrospectionResource.class,
        RevocationResource.class,
        AnyAccept.class,
        SessionFilter.class,
        BodyFilter.class,
        RefusalMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return WithoutDescription.PROPERTIES;
  }
}
