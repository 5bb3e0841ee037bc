package dev.latchkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the classes that are {@link Shared}. */
final class SharedClasses {

  /** The packages of the edge, which a server wires to its own parts. */
  private static final List<String> EDGE =
      List.of("api", "identity", "ops", "pages", "resource", "security", "web");

  private SharedClasses() {}

  /** Those of the product, except at its edge and on the server's database. */
  static Stream<Class<?>> ofFeatures() {
    return all()
        .filter(type -> EDGE.stream().noneMatch(part -> isIn(part, type)))
        .filter(type -> !isIn("persistence", type));
  }

  private static boolean isIn(String part, Class<?> type) {
    return (type.getName() + ".").startsWith("dev.latchkey." + part + ".");
  }

  private static Stream<Class<?>> all() {
    Path root = Path.of(Shared.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (Stream<Path> files = Files.walk(root.resolve("dev/latchkey"))) {
      List<Class<?>> found =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
              .<Class<?>>map(SharedClasses::load)
              .filter(type -> type.isAnnotationPresent(Shared.class))
              .toList();
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, SharedClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
