package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: it accepts only an access token, even if the request also
 * has a session token. A request with a session token alone gets 401 with {@code
 * error="invalid_token"}.
 *
 * <p>Implies {@link Authenticated}. It can be combined with {@code @RolesAllowed} and {@link
 * RecentlyAuthenticated}, on the same element or with one on the class and the other on the method.
 * A method's {@code @PermitAll} overrides it on the class. The method's choice of token overrides
 * the class's; both choices on one element stop the deployment of the JAX-RS application. As with
 * {@link Authenticated}, {@link CallerFeature} enforces it.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface AccessTokenOnly {}
