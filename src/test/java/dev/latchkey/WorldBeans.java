package dev.latchkey;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** The beans of one world: each is made when it is first asked for. */
final class WorldBeans implements AutoCloseable {

  private static final ThreadLocal<WorldBeans> BEING_BUILT = new ThreadLocal<>();

  private record Made<T>(T bean, Contextual<T> kind, CreationalContext<T> creation) {
    void destroy() {
      kind.destroy(bean, creation);
    }
  }

  private final Given given;
  private final Map<Contextual<?>, Made<?>> made = new LinkedHashMap<>();

  WorldBeans(Given given) {
    this.given = given;
  }

  Given given() {
    return given;
  }

  /** The world that this thread asks for a bean, or null. */
  static WorldBeans beingBuilt() {
    return BEING_BUILT.get();
  }

  /** This world's instance of a type that is one bean. */
  <T> T get(Class<T> type) {
    WorldBeans outer = BEING_BUILT.get();
    BEING_BUILT.set(this);
    try {
      return WorldContainer.bean(type);
    } finally {
      BEING_BUILT.set(outer);
    }
  }

  /** The instance of a bean, or null if there is none yet and no way to create it. */
  @SuppressWarnings("unchecked")
  <T> T instance(Contextual<T> kind, CreationalContext<T> creation) {
    Made<T> known = (Made<T>) made.get(kind);
    if (known == null && creation != null) {
      known = new Made<>(kind.create(creation), kind, creation);
      made.put(kind, known);
    }
    return known == null ? null : known.bean();
  }

  @Override
  public void close() {
    made.values().forEach(Made::destroy);
    made.clear();
  }
}
