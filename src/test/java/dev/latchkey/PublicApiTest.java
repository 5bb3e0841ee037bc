package dev.latchkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A public type is API or it is not: its Javadoc says since when, and a page lists it. */
class PublicApiTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(dev\\.latchkey[a-z.]*)` \\| (.+) \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void typesOfTheApi_areThoseThatThePageLists() throws IOException {
    assertEquals(listed(), since());
  }

  @Test
  void typesOfTheApi_arePublic() throws IOException {
    for (String type : listed()) {
      String source = Files.readString(SOURCES.resolve(type.replace('.', '/') + ".java"));
      String name = type.substring(type.lastIndexOf('.') + 1);
      assertTrue(Pattern.compile("(?m)^public .*\\b" + name + "\\b").matcher(source).find(), type);
    }
  }

  private static Set<String> listed() throws IOException {
    String page = Files.readString(Path.of("docs/extending.md"));
    Set<String> types = new TreeSet<>();
    Matcher rows = ROW.matcher(page.substring(page.indexOf("\n## What is API\n")));
    while (rows.find()) {
      String packageName = rows.group(1);
      NAME.matcher(rows.group(2))
          .results()
          .forEach(name -> types.add(packageName + "." + name.group(1)));
    }
    return types;
  }

  private static Set<String> since() throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).contains("\n * @since ")) {
          String path = SOURCES.relativize(file).toString();
          types.add(path.replace(".java", "").replace(file.getFileSystem().getSeparator(), "."));
        }
      }
    }
    return types;
  }
}
