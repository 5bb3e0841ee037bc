package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: whoever calls it must be logged in, in whatever group.
 * Others get 401 with {@code WWW-Authenticate} and a JSON body.
 *
 * <p>A method's {@code @Authenticated}, {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} takes the place of the class's. On a class it does not hold for methods that
 * answer {@code OPTIONS}.
 *
 * <p>On a sub-resource locator or its class it holds for what the locator returns. {@link
 * CallerFeature} enforces it; where nothing does, the deployment stops.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface Authenticated {}
