package dev.latchkey;

import java.util.List;

/** Selects an application's own bean instead of a default. */
public final class Extension {

  private Extension() {}

  /**
   * The application's own bean, else the default.
   *
   * @throws IllegalStateException if there are several, so that the choice is ambiguous
   */
  public static <T> T orElse(Class<T> type, List<? extends T> own, T standard) {
    if (own.size() > 1) {
      List<String> classes = own.stream().map(bean -> bean.getClass().getName()).sorted().toList();
      throw new IllegalStateException(
          "There may be one " + type.getName() + ", but there are " + classes + ".");
    }
    return own.isEmpty() ? standard : own.get(0);
  }
}
