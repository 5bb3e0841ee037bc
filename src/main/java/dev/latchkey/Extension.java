package dev.latchkey;

import java.util.List;
import java.util.Optional;

/** Selects an application's own bean instead of a default. */
public final class Extension {

  private Extension() {}

  /**
   * The application's own bean, else the default.
   *
   * @throws IllegalStateException if there are several, so that the choice is ambiguous
   */
  public static <T> T orElse(Class<T> type, List<? extends T> own, T standard) {
    return find(type, own).orElse(standard);
  }

  /**
   * The application's own bean, if there is one.
   *
   * @throws IllegalStateException if there are several, so that the choice is ambiguous
   */
  public static <T> Optional<T> find(Class<T> type, List<? extends T> own) {
    if (own.size() > 1) {
      List<String> classes = own.stream().map(bean -> bean.getClass().getName()).sorted().toList();
      throw new IllegalStateException(
          "There may be one " + type.getName() + ", but there are " + classes + ".");
    }
    return own.stream().<T>map(bean -> bean).findFirst();
  }
}
