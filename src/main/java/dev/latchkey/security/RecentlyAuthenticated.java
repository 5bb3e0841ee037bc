package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: the caller must have proved who they are, by logging in or
 * by authenticating again, no longer ago than this. Others get 401 with {@code
 * error="insufficient_user_authentication"} and {@code max_age} (RFC 9470 §3), and call again after
 * {@code POST /_allauth/app/v1/auth/reauthenticate}; a new token is not needed.
 *
 * <p>The time is the session's. So an access token counts here only while its session lives, which
 * is looked up for each request; a resource server asks by introspection, and without that refuses
 * every access token.
 *
 * <p>Implies {@link Authenticated}. Goes together with {@code @RolesAllowed}, {@link
 * SessionTokenOnly} and {@link AccessTokenOnly}; a method's {@code @PermitAll} lifts it from the
 * class, and a method's number takes the place of the class's. Needs {@link CallerFeature} as
 * {@link Authenticated} does.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface RecentlyAuthenticated {

  /**
   * How long ago at most, in seconds; more than 0, or the deployment of the JAX-RS application
   * stops.
   */
  long value() default 300;
}
