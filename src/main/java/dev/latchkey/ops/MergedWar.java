package dev.latchkey.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an application that is merged into the WAR may have replaced, because a merge keeps one file
 * of each name, or may have brought along a second time. What the container reads from our classes
 * is in their jar, where nothing replaces it. Uses no type that may be missing.
 */
final class MergedWar {

  static final String FIRST_FILTER = "dev.latchkey.web.RequestFilter";

  private static final String OURS = "dev/latchkey/ops/MergedWar.class";
  private static final Pattern PLACE = Pattern.compile("WEB-INF/(?:classes|lib/[^/!]+\\.jar)");

  /** By one file of each; of SLF4J's providers only one may be there, whatever its name. */
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("jose4j", "org/jose4j/jwk/JsonWebKey.class");
    LIBRARIES.put("Flyway", "org/flywaydb/core/Flyway.class");
    LIBRARIES.put("Bouncy Castle", "org/bouncycastle/crypto/generators/Argon2BytesGenerator.class");
    LIBRARIES.put("SLF4J", "org/slf4j/LoggerFactory.class");
    LIBRARIES.put("a provider of SLF4J", "META-INF/services/org.slf4j.spi.SLF4JServiceProvider");
  }

  private final ClassLoader classes;

  MergedWar() {
    this(MergedWar.class.getClassLoader());
  }

  MergedWar(ClassLoader classes) {
    this.classes = classes;
  }

  /** Whether Latchkey's own classes are there twice, in one sentence that says what to do. */
  Optional<String> ownClassesTwice() {
    SortedSet<String> places = places(OURS);
    return places.size() < 2
        ? Optional.empty()
        : Optional.of(
            "The WAR has Latchkey's classes twice, in "
                + String.join(" and ", places)
                + ": give the dependency with the classifier \"classes\" the scope \"provided\".");
  }

  /**
   * Whether the application's {@code web.xml} has replaced ours, in one sentence that says what to
   * do.
   *
   * @param filters the classes of the filters that the application has
   */
  Optional<String> descriptorReplaced(Collection<String> filters) {
    return filters.contains(FIRST_FILTER)
        ? Optional.empty()
        : Optional.of(
            "WEB-INF/web.xml of the application has replaced Latchkey's: put what it declares into"
                + " META-INF/web-fragment.xml of a jar in WEB-INF/lib.");
  }

  /** One sentence for each library of ours that is there in a second version. */
  List<String> librariesTwice() {
    return LIBRARIES.entrySet().stream()
        .filter(library -> places(library.getValue()).size() > 1)
        .map(
            library ->
                "The WAR has "
                    + library.getKey()
                    + " twice, in "
                    + String.join(" and ", places(library.getValue()))
                    + ": the server decides which of them is used. Leave one out of the overlay.")
        .toList();
  }

  /** Where in the WAR a file is; what the server itself has does not count. */
  private SortedSet<String> places(String file) {
    return find(file).stream()
        .map(URL::toString)
        .map(PLACE::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<URL> find(String file) {
    try {
      return Collections.list(classes.getResources(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
