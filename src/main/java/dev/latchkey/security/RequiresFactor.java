package dev.latchkey.security;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a JAX-RS resource class or method, or on a CDI bean's class or business method: the caller
 * must have used a second factor in the session. Other callers get 401 with {@code
 * error="insufficient_user_authentication"}, {@code acr_values} and {@code max_age} (RFC 9470 §3),
 * and a JSON body that lists in {@code data.flows} what helps: {@code mfa_reauthenticate}, or
 * {@code mfa_enroll} if the account has no such factor. A resource server does not know which, and
 * lists both.
 *
 * <p>An access token says what was used when it was issued; no session is looked up. Only before a
 * rejection is the session looked up, or the token introspected, if the application can do so: then
 * a factor that was used since counts immediately. Otherwise the client needs a new access token,
 * which it gets for its refresh token. Session tokens and cookies always give the current state.
 * Only tokens of Latchkey state their factors; those of another issuer never suffice.
 *
 * <p>Implies {@link Authenticated} on a resource. It can be combined with {@code @RolesAllowed} and
 * all annotations of this package. A method's {@code @PermitAll} overrides it on the class, and a
 * method's {@code @RequiresFactor} overrides the class's as a whole. On resources {@link
 * CallerFeature} enforces it, like {@link Authenticated}.
 *
 * <p>On a CDI bean an interceptor enforces it, which throws a {@code WebApplicationException} with
 * the response; so the bean can be behind a resource without the annotation. As with every
 * interceptor, a call from the bean's own methods is not checked, interfaces pass nothing on, and
 * methods that are private, static or final cannot have it. Outside of a request it throws a
 * runtime exception of the container. If nothing enforces the annotation, the deployment stops.
 *
 * @since 1.0
 */
@Documented
@Inherited
@InterceptorBinding
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface RequiresFactor {

  /**
   * Whether only a passkey or security key counts, which a fake site cannot use. By default any
   * second factor does.
   */
  @Nonbinding
  boolean passkey() default false;

  /**
   * The maximum age of the factor's use, in seconds; 0, the default, for any age. If it is
   * negative, the deployment of the JAX-RS application stops.
   */
  @Nonbinding
  long within() default 0;
}
