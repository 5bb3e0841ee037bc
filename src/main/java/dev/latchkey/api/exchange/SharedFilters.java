package dev.latchkey.api.exchange;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;

/**
 * Registers filters as instances that all requests share. A server that knows only the class of a
 * filter makes one for each request or, if the class has a scope, may lose what it injects.
 */
public abstract class SharedFilters implements Feature {

  private final List<Class<?>> filters;

  /**
   * @param filters beans with a single instance
   */
  protected SharedFilters(Class<?>... filters) {
    this.filters = List.of(filters);
  }

  @Override
  public boolean configure(FeatureContext context) {
    filters.forEach(filter -> context.register(CDI.current().select(filter).get()));
    return true;
  }
}
