package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: only a session token counts there, so that whoever has been
 * logged out is out at once. A request with an access token alone gets 401 with {@code
 * error="invalid_token"}.
 *
 * <p>Implies {@link Authenticated}. Goes together with {@code @RolesAllowed} and {@link
 * RecentlyAuthenticated} on the same element or, one on the class, the other on the method; a
 * method's {@code @PermitAll} lifts it from the class. The method's choice of token takes the place
 * of the class's; both choices on one element stop the deployment of the JAX-RS application. Needs
 * {@link CallerFeature} as {@link Authenticated} does.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface SessionTokenOnly {}
