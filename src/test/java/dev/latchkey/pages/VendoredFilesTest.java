package dev.latchkey.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries of the pages are those that their README names. */
class VendoredFilesTest {

  private static final Path FOLDER = Path.of("src/main/webapp/latchkey/vendor");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.-]+)` \\|.*\\(`([\\w.-]+)`\\) \\| `([0-9a-f]{64})` \\|$");
  private static final Pattern ORIGINAL =
      Pattern.compile("checksum of the original is\\s+`([0-9a-f]{64})`");

  private final String readme = read("README.md");

  @Test
  void files_haveTheChecksumsOfTheReadme() throws IOException {
    Map<String, String> named = new TreeMap<>();
    Set<String> expected = new TreeSet<>(Set.of("README.md"));
    for (MatchResult row : ROW.matcher(readme).results().toList()) {
      named.put(row.group(1), row.group(3));
      expected.addAll(Set.of(row.group(1), row.group(2)));
    }
    Map<String, String> there = new TreeMap<>(named);
    there.replaceAll((name, checksum) -> digest(read(name)));
    assertEquals(named, there);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          expected,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void hooks_withoutTheirOneChange_areTheOriginal() {
    MatchResult original = ORIGINAL.matcher(readme).results().findFirst().orElseThrow();
    String hooks = read("preact-hooks.module.js");
    assertEquals(
        original.group(1), digest(hooks.replace("from\"./preact.module.js\"", "from\"preact\"")));
  }

  private static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
