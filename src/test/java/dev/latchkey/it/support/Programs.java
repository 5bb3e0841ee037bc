package dev.latchkey.it.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once for this machine from the jar they come in. */
public final class Programs {

  private Programs() {}

  /** The folder that has {@code bin} and {@code lib} in it, readable to all users. */
  public static Path unpacked() {
    String name = "postgres-" + system() + "-" + architecture() + ".txz";
    try (InputStream archive = Programs.class.getResourceAsStream("/" + name)) {
      if (archive == null) {
        throw new IllegalStateException(
            "There is no "
                + name
                + "; -Dpostgresql-binaries.platform= names the platform to fetch it for.");
      }
      byte[] packed = archive.readAllBytes();
      Path home =
          temporary()
              .resolve(
                  "latchkey-postgres-" + Integer.toHexString(java.util.Arrays.hashCode(packed)));
      return Files.isDirectory(home) ? home : unpack(packed, home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static Path unpack(byte[] packed, Path home) throws IOException {
    Path part = Files.createTempDirectory(temporary(), "latchkey-postgres-part");
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream xz = new XZInputStream(new java.io.ByteArrayInputStream(packed));
        TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(xz))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, part.resolve(entry.getName()).normalize());
      }
    }
    try {
      return Files.move(part, home);
    } catch (IOException anotherWasFaster) {
      return home;
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file);
    boolean runs = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : "linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }
}
