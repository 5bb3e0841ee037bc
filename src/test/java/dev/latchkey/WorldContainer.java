package dev.latchkey;

import dev.latchkey.persistence.RowChanges;
import dev.latchkey.tokens.ClockedJwtStrategy;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.annotation.Annotation;

/**
 * The product's beans, wired by CDI as a server wires them. There is one container in a JVM, since
 * its start takes longer than most tests; each world has instances of its own, which are created on
 * demand and destroyed with it.
 */
final class WorldContainer {

  private static final SeContainer CONTAINER =
      SeContainerInitializer.newInstance()
          .disableDiscovery()
          .addExtensions(new Scoping())
          .addBeanClasses(SharedClasses.ofFeatures().toArray(Class<?>[]::new))
          .addBeanClasses(
              GivenBeans.class,
              RememberedPasswords.class,
              ClockedJwtStrategy.class,
              RowChanges.class)
          .addBeanClasses(GivenBeans.class.getDeclaredClasses())
          .initialize();

  private WorldContainer() {}

  /** The one bean of a type, in the world that is being built. */
  static <T> T bean(Class<T> type) {
    return CONTAINER.select(type).get();
  }

  /** Gives each world instances of its own of what all of an application shares. */
  private static final class Scoping implements Extension {

    <T> void scope(@Observes @WithAnnotations(Shared.class) ProcessAnnotatedType<T> type) {
      type.configureAnnotatedType().add(new Literal());
    }

    void addContext(@Observes AfterBeanDiscovery discovery) {
      discovery.addContext(new WorldContext());
    }
  }

  private static final class Literal extends AnnotationLiteral<WorldScoped> implements WorldScoped {
    private static final long serialVersionUID = 1;
  }

  private static final class WorldContext implements Context {

    @Override
    public Class<? extends Annotation> getScope() {
      return WorldScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
      return WorldBeans.beingBuilt().instance(bean, creation);
    }

    @Override
    public <T> T get(Contextual<T> bean) {
      return get(bean, null);
    }

    @Override
    public boolean isActive() {
      return WorldBeans.beingBuilt() != null;
    }
  }
}
