package dev.latchkey.settings;

import java.util.List;

/**
 * The settings are invalid, so the deployment must stop. The message lists every problem found,
 * each with the setting's name, its value (unless secret) and what is allowed.
 */
public final class InvalidSettings extends RuntimeException {
  private final List<String> problems;

  InvalidSettings(List<String> problems) {
    super(
        (problems.size() == 1
                ? "A setting is invalid:"
                : problems.size() + " settings are invalid:")
            + "\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem. */
  public List<String> problems() {
    return problems;
  }
}
