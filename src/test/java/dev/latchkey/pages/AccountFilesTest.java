package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What holds for the files of the pages, whatever they do. */
class AccountFilesTest {

  private static final Path FOLDER = Path.of("src/main/webapp/account");
  private static final long LARGEST = 100 * 1024;
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|\\} from).*?\"([^\"]+)\";");

  /** Ways to make markup or code out of text, all of which the policy of the pages blocks. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write"
              + "|\\beval\\(|new Function|javascript:|setTimeout\\(\\s*[\"'`]");

  @Test
  void files_compressed_areSmall() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path file : files()) {
      if (!file.toString().endsWith(".md") && !file.toString().endsWith(".txt")) {
        try (GZIPOutputStream compressed = new GZIPOutputStream(all)) {
          compressed.write(Files.readAllBytes(file));
        }
      }
    }
    assertTrue(all.size() <= LARGEST, () -> all.size() + " bytes");
  }

  @Test
  void page_hasNothingInline() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));
    assertFalse(page.matches("(?is).*<script(?![^>]*\\bsrc=)[^>]*>.*"), "an inline script");
    assertFalse(page.matches("(?is).*<style.*"), "an inline style sheet");
    assertFalse(page.matches("(?is).*\\s(style|on\\w+)=.*"), "an inline style or handler");
    assertFalse(page.matches("(?is).*(src|href)=\"(https?:|//).*"), "another origin");
  }

  @Test
  void scripts_makeNoMarkupOfText() throws IOException {
    for (Path script : scripts()) {
      String text = Files.readString(script);
      assertFalse(UNSAFE.matcher(text).find(), script::toString);
    }
  }

  @Test
  void scripts_importOnlyFilesThatExist() throws IOException {
    for (Path script : scripts()) {
      for (var found : IMPORT.matcher(Files.readString(script)).results().toList()) {
        String name = found.group(1);
        assertTrue(name.startsWith("./") || name.startsWith("../"), () -> script + ": " + name);
        assertTrue(
            Files.isRegularFile(script.resolveSibling(name).normalize()),
            () -> script + " imports " + name);
      }
    }
  }

  @Test
  void page_namesOnlyFilesThatExist() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));
    List<String> names =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(
        List.of(),
        names.stream().filter(name -> !Files.isRegularFile(FOLDER.resolve(name))).toList());
  }

  /** Otherwise browsers find them one level of imports after the other. */
  @Test
  void page_preloadsEveryModule() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));
    for (Path file : files()) {
      String name = FOLDER.relativize(file).toString().replace('\\', '/');
      if (name.endsWith(".js") && !name.equals("theme.js") && !name.equals("main.js")) {
        assertTrue(page.contains("<link rel=\"modulepreload\" href=\"" + name + "\">"), name);
      }
    }
  }

  /** Our scripts; not those of others. */
  private static List<Path> scripts() throws IOException {
    return files().stream()
        .filter(file -> file.toString().endsWith(".js"))
        .filter(file -> !file.startsWith(FOLDER.resolve("vendor")))
        .toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
