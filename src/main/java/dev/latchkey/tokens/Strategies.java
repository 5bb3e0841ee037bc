package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.StrategyName;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;

/**
 * Selects the strategy that {@code HEADLESS_TOKEN_STRATEGY} names.
 *
 * @since 1.0
 */
@Shared
public class Strategies {

  private final TokenStrategy active;

  @Inject
  Strategies(Settings settings, @Any Instance<TokenStrategy> all) {
    this(settings, all.stream().toList());
  }

  Strategies(Settings settings, List<TokenStrategy> all) {
    this.active = pick(settings.get(HeadlessSettings.TOKEN_STRATEGY), all);
  }

  /** For use without a container. */
  public Strategies(TokenStrategy active) {
    this.active = active;
  }

  /** The strategy of this deployment. */
  public TokenStrategy active() {
    return active;
  }

  /**
   * Whether the strategy is one of Latchkey's own, which use a session token only to find its
   * session.
   */
  public boolean isBuiltIn() {
    return active.getClass() == SessionTokenStrategy.class
        || active.getClass() == JwtTokenStrategy.class;
  }

  /** Whether the strategy may issue signed tokens; that of session tokens does not. */
  public boolean maySign() {
    return active.getClass() != SessionTokenStrategy.class;
  }

  private static TokenStrategy pick(String name, List<TokenStrategy> all) {
    String wanted =
        switch (name) {
          case StrategyName.SESSION -> SessionTokenStrategy.class.getName();
          case StrategyName.JWT -> JwtTokenStrategy.class.getName();
          default -> name;
        };
    return all.stream()
        .filter(s -> distance(s, wanted) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(s -> distance(s, wanted)))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "HEADLESS_TOKEN_STRATEGY is "
                        + name
                        + ", which is neither `session` nor `jwt` nor the class of a"
                        + " CDI bean in this application that implements "
                        + TokenStrategy.class.getName()
                        + "."));
  }

  /**
   * How far the named class is above the bean's class: a client proxy is a subclass of the class
   * that it represents.
   */
  private static int distance(TokenStrategy strategy, String name) {
    int steps = 0;
    for (Class<?> c = strategy.getClass(); c != null; c = c.getSuperclass(), steps++) {
      if (c.getName().equals(name)) {
        return steps;
      }
    }
    return Integer.MAX_VALUE;
  }
}
