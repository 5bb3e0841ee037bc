package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: the caller must have logged in or reauthenticated within
 * this time. Other callers get 401 with {@code error="insufficient_user_authentication"} and {@code
 * max_age} (RFC 9470 §3), and repeat the request after {@code POST
 * /_allauth/app/v1/auth/reauthenticate}; a new token is not needed.
 *
 * <p>The time is the session's. So an access token is valid here only while its session is live,
 * which is looked up for each request. A resource server introspects the token; without
 * introspection it rejects every access token.
 *
 * <p>Implies {@link Authenticated}. It can be combined with {@code @RolesAllowed}, {@link
 * SessionTokenOnly} and {@link AccessTokenOnly}. A method's {@code @PermitAll} overrides it on the
 * class, and a method's time overrides the class's. As with {@link Authenticated}, {@link
 * CallerFeature} enforces it.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface RecentlyAuthenticated {

  /**
   * The maximum age of the authentication, in seconds. It must be positive, or the deployment of
   * the JAX-RS application stops.
   */
  long value() default 300;
}
