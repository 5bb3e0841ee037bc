package dev.latchkey.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What {@code mvn package} made. */
public final class PackagedWar {

  public static final Path FILE = Path.of("target/latchkey.war");

  private PackagedWar() {}

  /** The names of everything in it; folders end with a slash. */
  public static List<String> entries() throws IOException {
    try (InputStream war = Files.newInputStream(FILE)) {
      return names(war);
    }
  }

  /** The files in Latchkey's own jar, by name. */
  public static Map<String, byte[]> classes() throws IOException {
    return jar("latchkey-\\d.*-classes");
  }

  /** The files in the jar of {@code WEB-INF/lib} whose name without ending matches, by name. */
  public static Map<String, byte[]> jar(String pattern) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream war = new ZipInputStream(Files.newInputStream(FILE))) {
      for (ZipEntry entry = war.getNextEntry(); entry != null; entry = war.getNextEntry()) {
        if (entry.getName().matches("WEB-INF/lib/" + pattern + "\\.jar")) {
          ZipInputStream jar = new ZipInputStream(war);
          for (ZipEntry in = jar.getNextEntry(); in != null; in = jar.getNextEntry()) {
            files.put(in.getName(), jar.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  /** The names in an archive, which may be an entry of another one and is not closed. */
  public static List<String> names(InputStream archive) throws IOException {
    ZipInputStream zip = new ZipInputStream(archive);
    List<String> names = new ArrayList<>();
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      names.add(entry.getName());
    }
    return names;
  }
}
