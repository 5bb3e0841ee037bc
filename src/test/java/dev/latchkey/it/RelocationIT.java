package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ClassFile;
import dev.latchkey.it.support.PackagedWar;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * WebAuthn4J and its Jackson in the packaged WAR: under a package of ours, and only there. No
 * server runs for it; {@code PasskeyIT} uses them on each server.
 */
class RelocationIT {

  private static final String OURS = "dev/latchkey/webauthn/";
  private static final List<String> ORIGINALS =
      List.of("com/webauthn4j/", "com/fasterxml/", "tools/jackson/");

  /** The classes of all jars, by name. */
  private static final Map<String, byte[]> CLASSES = new HashMap<>();

  private static final Set<String> RESOURCES = new TreeSet<>();

  @BeforeAll
  static void readWar() throws IOException {
    try (ZipInputStream war = new ZipInputStream(Files.newInputStream(PackagedWar.FILE))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        if (entry.getName().startsWith("WEB-INF/lib/") && entry.getName().endsWith(".jar")) {
          ZipInputStream jar = new ZipInputStream(war);
          for (ZipEntry in = jar.getNextEntry(); in != null; in = jar.getNextEntry()) {
            keep(in.getName(), jar);
          }
        } else {
          keep(entry.getName(), war);
        }
      }
    }
  }

  @Test
  void originals_areNowhere() {
    assertEquals(
        List.of(),
        CLASSES.keySet().stream()
            .filter(name -> ORIGINALS.stream().anyMatch(name::contains))
            .toList());
    assertEquals(
        List.of(),
        RESOURCES.stream()
            .filter(name -> name.matches("META-INF/services/(com|tools)\\..*"))
            .toList());
  }

  @Test
  void noClass_refersToAnOriginal() throws IOException {
    Map<String, Set<String>> referring = new TreeMap<>();
    for (Map.Entry<String, byte[]> one : CLASSES.entrySet()) {
      for (String original : ORIGINALS) {
        Set<String> references = ClassFile.references(one.getValue(), original);
        if (one.getKey().startsWith(OURS) && !references.isEmpty()) {
          referring.put(one.getKey(), references);
        }
      }
    }
    assertEquals(Map.of(), referring);
  }

  @Test
  void everyClass_thatOursReferTo_isThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, byte[]> one : CLASSES.entrySet()) {
      if (one.getKey().startsWith(OURS)) {
        for (String name : ClassFile.references(one.getValue(), OURS)) {
          (CLASSES.containsKey(name + ".class") ? found : missing).add(name);
        }
      }
    }
    assertTrue(found.contains(OURS + "shaded/webauthn4j/WebAuthnManager"), "where it begins");
    assertEquals(Set.of(), missing);
  }

  @Test
  void services_areRelocatedToo() {
    assertTrue(
        RESOURCES.contains(
            "META-INF/services/dev.latchkey.webauthn.shaded.jackson.databind.ObjectMapper"));
  }

  private static void keep(String name, ZipInputStream from) throws IOException {
    if (name.endsWith(".class")) {
      CLASSES.put(name, from.readAllBytes());
    } else {
      RESOURCES.add(name);
    }
  }
}
