package dev.latchkey;

import java.util.List;

/** Picks what an application has brought in place of something of ours. */
public final class Extension {

  private Extension() {}

  /**
   * The application's own bean, else what serves without one.
   *
   * @throws IllegalStateException when there are several: nobody could tell which is meant
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
