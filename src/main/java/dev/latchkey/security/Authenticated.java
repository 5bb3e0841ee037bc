package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method: the caller must be logged in, in any group. Other callers
 * get 401 with {@code WWW-Authenticate} and a JSON body.
 *
 * <p>A method's {@code @Authenticated}, {@code @RolesAllowed}, {@code @PermitAll} or
 * {@code @DenyAll} overrides the class's. On a class it does not apply to methods that handle
 * {@code OPTIONS}.
 *
 * <p>On a sub-resource locator or its class it applies to what the locator returns. {@link
 * CallerFeature} enforces it; if nothing does, the deployment stops.
 *
 * @since 1.0
 */
@Documented
@Inherited
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface Authenticated {}
