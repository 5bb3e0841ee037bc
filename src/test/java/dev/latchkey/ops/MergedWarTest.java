package dev.latchkey.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedWarTest {

  private static final String OURS = "dev/latchkey/ops/MergedWar.class";
  private static final List<String> FILTERS = List.of(MergedWar.FIRST_FILTER, "com.example.Other");

  @TempDir Path war;

  @Test
  void war_withAJarBesideIt_isUnharmed() throws IOException {
    jar("jose4j-0.9.7.jar", "org/jose4j/jwk/JsonWebKey.class");
    jar("flyway-core-13.12.0.jar", "org/flywaydb/core/Flyway.class");
    jar("latchkey-1.0-classes.jar", OURS);

    assertEquals(Optional.empty(), merged().descriptorReplaced(FILTERS));
    assertEquals(Optional.empty(), merged().ownClassesTwice());
    assertEquals(List.of(), merged().librariesTwice());
  }

  @Test
  void webXml_replaced_isNamed() throws IOException {
    String sentence = merged().descriptorReplaced(List.of("com.example.Other")).orElseThrow();
    assertTrue(sentence.startsWith("WEB-INF/web.xml of the application has replaced"), sentence);
    assertTrue(sentence.contains("META-INF/web-fragment.xml"), sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/jose4j/jwk/JsonWebKey.class",
        "org/flywaydb/core/Flyway.class",
        "org/bouncycastle/crypto/generators/Argon2BytesGenerator.class",
        "org/slf4j/LoggerFactory.class",
        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"
      })
  void library_inASecondVersion_isNamedWithBothJars(String file) throws IOException {
    jar("a-1.0.jar", file);
    jar("a-2.0.jar", file);

    List<String> sentences = merged().librariesTwice();

    assertEquals(1, sentences.size(), sentences.toString());
    assertTrue(
        sentences.get(0).contains("in WEB-INF/lib/a-1.0.jar and WEB-INF/lib/a-2.0.jar: "),
        sentences.get(0));
  }

  @Test
  void library_thatTheServerHasToo_isNotNamed() throws IOException {
    jar("jose4j-0.9.7.jar", "org/jose4j/jwk/JsonWebKey.class");
    Path ofServer = war.resolve("modules");
    Path file = ofServer.resolve("org/jose4j/jwk/JsonWebKey.class");
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    try (URLClassLoader server = new URLClassLoader(new URL[] {ofServer.toUri().toURL()}, null)) {
      assertEquals(List.of(), new MergedWar(loader(server)).librariesTwice());
    }
  }

  @Test
  void ownClasses_inASecondVersion_areNamedWithBothJars() throws IOException {
    jar("latchkey-1.0-classes.jar", OURS);
    jar("latchkey-1.1-classes.jar", OURS);

    String sentence = merged().ownClassesTwice().orElseThrow();

    assertTrue(
        sentence.contains(
            "in WEB-INF/lib/latchkey-1.0-classes.jar and WEB-INF/lib/latchkey-1.1-classes.jar"),
        sentence);
  }

  private void jar(String name, String entry) throws IOException {
    Path jar = war.resolve("WEB-INF/lib").resolve(name);
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
      out.closeEntry();
    }
  }

  private MergedWar merged() throws IOException {
    return new MergedWar(loader(null));
  }

  /** As of a server: the classes first, then the jars. */
  private URLClassLoader loader(ClassLoader parent) throws IOException {
    Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
    Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
    try (Stream<Path> jars = Files.list(lib)) {
      URL[] urls =
          Stream.concat(Stream.of(classes), jars.sorted())
              .map(MergedWarTest::url)
              .toArray(URL[]::new);
      return new URLClassLoader(urls, parent);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
