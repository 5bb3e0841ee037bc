package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures of the pages in the documentation. */
class ScreenshotsTest {

  private static final Path PICTURES = Path.of("docs/screenshots");
  private static final long LARGEST = 60 * 1024;
  private static final Pattern SHOWN = Pattern.compile("\\]\\(screenshots/([\\w.-]+\\.png)\\)");

  @Test
  void pictures_areSmall() throws IOException {
    for (String name : committed()) {
      long size = Files.size(PICTURES.resolve(name));
      assertTrue(size < LARGEST, () -> name + " has " + size + " bytes");
    }
  }

  @Test
  void consolePage_showsEachPicture() throws IOException {
    Set<String> shown =
        SHOWN
            .matcher(Files.readString(Path.of("docs/console.md")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(shown.isEmpty());
    assertEquals(committed(), shown);
  }

  private static Set<String> committed() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
