package dev.latchkey.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
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
 * of each name, or may have brought along a second time. Uses no type that may be missing.
 */
final class MergedWar {

  /** Our lines of the files that name services to the container. */
  static final Map<String, List<String>> SERVICES =
      Map.of(
          "jakarta.enterprise.inject.spi.Extension",
          List.of("dev.latchkey.ops.DeploymentCheck", "dev.latchkey.security.MechanismChoice"),
          "jakarta.servlet.ServletContainerInitializer",
          List.of("dev.latchkey.security.check.GuardCheck"),
          "jakarta.ws.rs.container.DynamicFeature",
          List.of("dev.latchkey.security.CallerFeature", "dev.latchkey.api.exchange.OwnResources"));

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
   * The first file of ours that another one has replaced, in one sentence that says what to do.
   *
   * @param filters the classes of the filters that the application has
   */
  Optional<String> replaced(Collection<String> filters) {
    if (!filters.contains(FIRST_FILTER)) {
      return Optional.of(
          "WEB-INF/web.xml of the application has replaced Latchkey's: put what it declares into"
              + " META-INF/web-fragment.xml of a jar in WEB-INF/lib.");
    }
    return SERVICES.entrySet().stream()
        .filter(service -> !contains("META-INF/services/" + service.getKey(), service.getValue()))
        .map(
            service ->
                "WEB-INF/classes/META-INF/services/"
                    + service.getKey()
                    + " of the application has replaced Latchkey's: put the application's classes"
                    + " with the file into a jar in WEB-INF/lib, or add the lines "
                    + String.join(" and ", service.getValue())
                    + ".")
        .findFirst();
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

  private boolean contains(String file, List<String> lines) {
    return find(file).stream().flatMap(url -> read(url).lines()).toList().containsAll(lines);
  }

  private List<URL> find(String file) {
    try {
      return Collections.list(classes.getResources(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(URL url) {
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
