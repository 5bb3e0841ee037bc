package dev.latchkey.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
