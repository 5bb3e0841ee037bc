package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Picks the one strategy that {@code HEADLESS_TOKEN_STRATEGY} names. */
@Shared
public class Strategies {

  private final TokenStrategy active;

  @Inject
  Strategies(Settings settings, @Any Instance<TokenStrategy> all) {
    this.active = pick(settings.get(HeadlessSettings.TOKEN_STRATEGY), all.stream().toList());
  }

  /** For use without a container. */
  public Strategies(TokenStrategy active) {
    this.active = active;
  }

  /** The strategy of this deployment. */
  public TokenStrategy active() {
    return active;
  }

  private static TokenStrategy pick(String name, List<TokenStrategy> all) {
    Predicate<TokenStrategy> wanted =
        switch (name) {
          case HeadlessSettings.SESSION -> s -> isOf(s, SessionTokenStrategy.class.getName());
          case HeadlessSettings.JWT -> s -> isOf(s, JwtTokenStrategy.class.getName());
          default -> s -> isOf(s, name);
        };
    return all.stream()
        .filter(wanted)
        // A client proxy is a subclass of the class that was named, and so is a bean that extends it.
        .min(Comparator.comparing(s -> s.getClass().getName().length()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "HEADLESS_TOKEN_STRATEGY is " + name + ", which is neither `session` nor `jwt` nor the class of a"
                        + " CDI bean in this application that implements " + TokenStrategy.class.getName() + "."));
  }

  private static boolean isOf(TokenStrategy strategy, String name) {
    for (Class<?> c = strategy.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
