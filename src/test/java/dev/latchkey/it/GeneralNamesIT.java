package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.PackagedWar;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.ApplicationPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * Names in the packaged WAR that an application merged into it may have, too. Each is in
 * docs/securing-same-war.md, with what happens then; what needs no such name is in a folder of our
 * own. No server runs for it.
 */
class GeneralNamesIT {

  /** Folders of our own, and jars, whose file names have the version. */
  private static final Pattern OWN = Pattern.compile("latchkey/.*|WEB-INF/lib/[^/]+\\.jar");

  /** What is read from each jar, and nothing else is in the same place of another jar. */
  private static final Pattern OF_A_JAR =
      Pattern.compile(
          "(org|dev/latchkey)/.+"
              + "|META-INF/(versions/\\d+/)?(org|dev/latchkey)/.+"
              + "|META-INF/(versions/\\d+/.+\\.class|MANIFEST\\.MF|beans\\.xml|maven/.+)"
              + "|module-info\\.class"
              + "|META-INF/([A-Za-z-]*LICENSE|NOTICE|README)(\\.txt|\\.md)?"
              + "|META-INF/(persistence\\.xml|microprofile-config\\.properties)"
              + "|META-INF/services/jakarta\\.(enterprise\\.inject|servlet|ws\\.rs)\\..+"
              + "|META-INF/services/(dev\\.latchkey\\..+|org\\.flywaydb\\..+|org\\.slf4j\\..+)");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[^`]+`(?:, )?)+) \\| .*\\S \\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @Test
  void filesOfTheWar_underGeneralNames_areInTheTable() throws IOException {
    Set<String> documented = documented();
    Set<String> found =
        PackagedWar.entries().stream()
            .filter(name -> !name.endsWith("/") && !OWN.matcher(name).matches())
            .map(name -> inTable(name, documented))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(documented, found);
  }

  @Test
  void filesOfTheJars_haveNoGeneralNames() throws IOException {
    List<String> general = new ArrayList<>();
    try (ZipInputStream war = new ZipInputStream(Files.newInputStream(PackagedWar.FILE))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        String jar = entry.getName();
        if (jar.endsWith(".jar")) {
          PackagedWar.names(war).stream()
              .filter(name -> !name.endsWith("/") && !OF_A_JAR.matcher(name).matches())
              .forEach(name -> general.add(jar + "!" + name));
        }
      }
    }
    assertEquals(List.of(), general);
  }

  @Test
  void paths_areDocumented() throws IOException {
    String page = page();
    int from = page.indexOf("These paths are taken");
    String taken = page.substring(from, page.indexOf("\n\n", from));
    Set<String> documented =
        QUOTED
            .matcher(taken)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String path : paths()) {
      assertTrue(
          documented.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/")),
          () -> path + " is not documented");
    }
  }

  /** Of servlets and applications. */
  private static Set<String> paths() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (String name : PackagedWar.classes().keySet()) {
      if (name.endsWith(".class")) {
        Class<?> type = load(name);
        ApplicationPath application = type.getAnnotation(ApplicationPath.class);
        WebServlet servlet = type.getAnnotation(WebServlet.class);
        Stream.of(application).filter(a -> a != null).forEach(a -> paths.add(a.value()));
        Stream.of(servlet)
            .filter(s -> s != null)
            .flatMap(s -> Stream.concat(Arrays.stream(s.value()), Arrays.stream(s.urlPatterns())))
            .forEach(paths::add);
      }
    }
    assertTrue(paths.contains("/api") && paths.contains("/_latchkey/error"), paths::toString);
    return paths;
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length());
    try {
      return Class.forName(name.replace('/', '.'), false, GeneralNamesIT.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of the table that the name is in, else the name itself. */
  private static String inTable(String name, Set<String> documented) {
    return documented.stream()
        .filter(one -> one.endsWith("/") && name.startsWith(one))
        .findFirst()
        .orElse(name);
  }

  private static Set<String> documented() throws IOException {
    String page = page();
    int from = page.indexOf("### What your application must not bring");
    String section = page.substring(from, page.indexOf("\n### ", from + 1));
    return ROW.matcher(section)
        .results()
        .map(MatchResult::group)
        .map(row -> row.substring(0, row.indexOf(" | ")))
        .flatMap(names -> QUOTED.matcher(names).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/securing-same-war.md"));
  }
}
