package dev.latchkey.security;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds our mechanism to the application only if the application has no other: no bean that is an
 * {@code HttpAuthenticationMechanism}, none of the {@code @…AuthenticationMechanismDefinition}
 * annotations, and no {@code @LoginConfig} of MicroProfile JWT. An application may have one
 * mechanism, and its own takes precedence.
 *
 * <p>Ours is not discovered, because some servers count a mechanism as soon as they see its type;
 * it is added after all types have been processed.
 */
public class MechanismChoice implements Extension {

  private static final Logger LOG = System.getLogger(MechanismChoice.class.getName());
  private static final String LOGIN_CONFIG = "org.eclipse.microprofile.auth.LoginConfig";

  private @Nullable String other;

  void lookAt(@Observes ProcessAnnotatedType<?> event) {
    AnnotatedType<?> type = event.getAnnotatedType();
    boolean isAnother =
        type.getJavaClass() != TokenAuthenticationMechanism.class && isMechanism(type);
    if (isAnother || type.getAnnotations().stream().anyMatch(MechanismChoice::namesMechanism)) {
      other = type.getJavaClass().getName();
    }
  }

  void lookAtProducers(@Observes @WithAnnotations(Produces.class) ProcessAnnotatedType<?> event) {
    AnnotatedType<?> type = event.getAnnotatedType();
    boolean produces =
        type.getMethods().stream()
            .filter(method -> method.isAnnotationPresent(Produces.class))
            .anyMatch(
                m ->
                    HttpAuthenticationMechanism.class.isAssignableFrom(
                        m.getJavaMember().getReturnType()));
    if (produces) {
      other = type.getJavaClass().getName();
    }
  }

  void decide(@Observes AfterTypeDiscovery event) {
    if (other == null) {
      event
          .addAnnotatedType(TokenAuthenticationMechanism.class, MechanismChoice.class.getName())
          .remove(annotation -> annotation.annotationType() == Vetoed.class);
    } else {
      LOG.log(
          Level.INFO,
          "{0} brings an authentication mechanism; the one for tokens leaves it to it.",
          other);
    }
  }

  void check(@Observes AfterDeploymentValidation event, BeanManager beans) {
    try {
      beans.resolve(beans.getBeans(TokenExtractor.class));
    } catch (AmbiguousResolutionException e) {
      event.addDeploymentProblem(
          new DeploymentException(
              "There are several beans of type "
                  + TokenExtractor.class.getName()
                  + ", but only one can be used: "
                  + e.getMessage()));
    }
  }

  /**
   * Types that servers add for their own mechanisms do not implement the interface, or are not
   * visible to the application.
   */
  private static boolean isMechanism(AnnotatedType<?> type) {
    Class<?> javaClass = type.getJavaClass();
    Typed typed = type.getAnnotation(Typed.class);
    return HttpAuthenticationMechanism.class.isAssignableFrom(javaClass)
        && !Modifier.isAbstract(javaClass.getModifiers())
        && isInSight(javaClass, MechanismChoice.class.getClassLoader())
        && !type.isAnnotationPresent(Alternative.class)
        && (typed == null
            || Arrays.asList(typed.value()).contains(HttpAuthenticationMechanism.class));
  }

  /** Whether an application with this class loader can refer to the class. */
  static boolean isInSight(Class<?> type, ClassLoader application) {
    try {
      return Class.forName(type.getName(), false, application) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static boolean namesMechanism(Annotation annotation) {
    Class<?> type = annotation.annotationType();
    return type.getSimpleName().endsWith("AuthenticationMechanismDefinition")
        || type.getName().contains("AuthenticationMechanismDefinition$")
        || type.getName().equals(LOGIN_CONFIG);
  }
}
