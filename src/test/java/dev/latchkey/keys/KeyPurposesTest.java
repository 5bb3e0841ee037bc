package dev.latchkey.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is made of {@code SECRET_KEY}, as the sources say and as docs/keys.md lists it. A new use
 * gets a purpose of its own and a row on that page.
 */
class KeyPurposesTest {

  private static final Path SOURCES = Path.of("src/main/java");

  /** A key that is derived by HKDF, and the purpose that it is derived for. */
  private static final Pattern DERIVED =
      Pattern.compile(
          "(?:new )?(?<kind>Seal|SecretBox|SignedKeys|MacKey\\.all)"
              + "\\(\\s*secrets\\.keys\\(\\),\\s*\"(?<purpose>[^\"]+)\"\\)");

  private static final Pattern USE = Pattern.compile("secrets\\.keys\\(\\)");

  /** The two whose form others know: the claim sid, and HMAC signatures under SECRET_KEY itself. */
  private static final Set<String> RAW =
      Set.of(
          "new SidCipher(secrets.keys())",
          "PrivateKeys.read(secrets.keys().current(), algorithm",
          "secretKeys(secrets.keys().previous())");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| [^|]+ \\| `(?<info>[a-z-]+(?::[a-z-]+)+)` \\|$");

  @Test
  void purposes_ofDerivedKeys_areDistinctAndListed() throws IOException {
    List<String> found = new ArrayList<>();
    for (String source : sources().values()) {
      DERIVED.matcher(source).results().flatMap(KeyPurposesTest::infos).forEach(found::add);
    }
    assertEquals(new TreeSet<>(found).size(), found.size(), () -> "used twice: " + found);
    Set<String> listed = new TreeSet<>();
    ROW.matcher(Files.readString(Path.of("docs/keys.md")))
        .results()
        .forEach(row -> listed.add(row.group(1)));
    assertEquals(listed, new TreeSet<>(found), "docs/keys.md against the sources");
  }

  @Test
  void secretKey_isUsedForNothingButDerivationAndItsTwoExceptions() throws IOException {
    for (Map.Entry<String, String> source : sources().entrySet()) {
      long uses = USE.matcher(source.getValue()).results().count();
      long derived = DERIVED.matcher(source.getValue()).results().count();
      long raw = RAW.stream().filter(source.getValue()::contains).count();
      assertEquals(uses, derived + raw, source.getKey());
    }
    String all = String.join("", sources().values());
    RAW.forEach(use -> assertTrue(all.contains(use), use));
  }

  /** What HKDF is given as info (RFC 5869 §2.3). */
  private static Stream<String> infos(MatchResult use) {
    return switch (use.group(1)) {
      case "Seal" -> Stream.of("seal:" + use.group(2));
      case "SecretBox" -> Stream.of("secret-box:" + use.group(2));
      case "MacKey.all" -> Stream.of("mac-key:" + use.group(2), "mac-key-name:" + use.group(2));
      default -> Stream.of("seal:signed-key:" + use.group(2));
    };
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.put(file.toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
