package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.PackagedWar;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the packaged WAR, and what must not be. No server runs for it. */
class WarIT {

  private static final long LARGEST = 8L * 1024 * 1024;

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z0-9, -]+) \\| (.*\\S) \\|$");
  private static final Pattern JAR = Pattern.compile("WEB-INF/lib/(.+?)-\\d[^/]*\\.jar");
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(jakarta|javax|org/eclipse/(microprofile|persistence)|org/hibernate|org/apache/openjpa|org/glassfish|com/sun"
              + "|fish/payara|org/jboss|org/wildfly|com/ibm|io/openliberty|org/h2|org/postgresql|dev/latchkey/resource)"
              + "/.+\\.class");

  @Test
  void jars_areThereOnce_andHaveReasonsInContributing() throws IOException {
    List<String> there =
        PackagedWar.entries().stream()
            .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
            .map(WarIT::artifact)
            .sorted()
            .toList();
    assertEquals(List.copyOf(withReason()), there);
  }

  @Test
  void billOfMaterials_namesEveryJar_andNoOther() throws IOException {
    assumeTrue(
        Files.exists(Path.of("target/latchkey.cdx.json")), "Maven writes it only while online");
    Set<String> jars =
        PackagedWar.entries().stream()
            .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
            .map(name -> name.substring("WEB-INF/lib/".length(), name.length() - ".jar".length()))
            .filter(name -> !name.matches("latchkey-(\\d.*-classes|webauthn-\\d.*)"))
            .collect(Collectors.toCollection(TreeSet::new));
    jars.addAll(relocated());
    assertEquals(jars, components("latchkey.cdx.json"));
  }

  /** The artifacts whose classes latchkey-webauthn contains. */
  private static Set<String> relocated() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, byte[]> file : PackagedWar.jar("latchkey-webauthn-.*").entrySet()) {
      if (file.getKey().matches("META-INF/maven/.+/pom.properties")) {
        Properties artifact = new Properties();
        artifact.load(new ByteArrayInputStream(file.getValue()));
        names.add(artifact.get("artifactId") + "-" + artifact.get("version"));
      }
    }
    names.removeIf(name -> name.startsWith("latchkey-"));
    names.add("webauthn4j-core-" + webauthn4j()); // its jar does not say so itself
    return names;
  }

  private static String webauthn4j() throws IOException {
    return Files.readString(Path.of("pom.xml"))
        .replaceFirst("(?s).*<webauthn4j.version>(.+?)<.*", "$1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latchkey-payara-micro-image.cdx.json",
        "latchkey-payara7-micro-image.cdx.json",
        "latchkey-liberty-image.cdx.json"
      })
  void billOfMaterialsOfAnImage_namesVersions(String file) throws IOException {
    Set<String> parts = components(file);
    assertTrue(
        parts.stream().anyMatch(part -> part.startsWith("postgresql-4")), () -> parts.toString());
    assertTrue(parts.stream().noneMatch(part -> part.contains("$")), () -> parts.toString());
  }

  /** Names and versions, as the names of jars are made of them. */
  private static Set<String> components(String file) throws IOException {
    try (JsonReader json = Json.createReader(Files.newInputStream(Path.of("target", file)))) {
      return json.readObject().getJsonArray("components").stream()
          .map(JsonValue::asJsonObject)
          .map(part -> part.getString("name") + "-" + part.getString("version"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void war_containsNoClassesOfTheServer() throws IOException {
    List<String> foreign = new ArrayList<>();
    try (ZipInputStream war = new ZipInputStream(Files.newInputStream(PackagedWar.FILE))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".jar")) {
          PackagedWar.names(war).stream()
              .filter(WarIT::isForeign)
              .forEach(inner -> foreign.add(name + "!" + inner));
        } else if (isForeign(name)) {
          foreign.add(name);
        }
      }
    }
    assertEquals(List.of(), foreign);
  }

  @Test
  void war_isSmall() throws IOException {
    assertTrue(
        Files.size(PackagedWar.FILE) < LARGEST,
        () -> PackagedWar.FILE + " has grown to " + PackagedWar.FILE.toFile().length() + " bytes");
  }

  private static String artifact(String name) {
    var jar = JAR.matcher(name);
    return jar.matches() ? jar.group(1) : name;
  }

  private static boolean isForeign(String name) {
    return FOREIGN.matcher(name.replaceFirst("^META-INF/versions/\\d+/", "")).matches();
  }

  /** The jars of the table; a row may name several. */
  private static Set<String> withReason() throws IOException {
    String page = Files.readString(Path.of("CONTRIBUTING.md"));
    String section = page.substring(page.indexOf("\n## What is in the WAR\n"));
    return ROW.matcher(section)
        .results()
        .map(WarIT::jars)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> jars(MatchResult row) {
    return List.of(row.group(1).strip().split(", "));
  }
}
