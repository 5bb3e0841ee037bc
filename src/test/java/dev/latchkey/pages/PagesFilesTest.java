package dev.latchkey.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the files of every application of pages, whatever they do. */
class PagesFilesTest {

  private static final Path WEBAPP = Path.of("src/main/webapp");
  private static final Path SHARED = WEBAPP.resolve("latchkey");
  private static final long LARGEST = 100 * 1024;

  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|\\} from).*?\"([^\"]+)\";");

  /** Of screens that are loaded after the first view. */
  private static final Pattern LATER = Pattern.compile("\\bimport\\(\"([^\"]+)\"\\)");

  /** Ways to make markup or code out of text, all of which the policy of the pages blocks. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write"
              + "|\\beval\\(|new Function|javascript:|setTimeout\\(\\s*[\"'`]");

  @ParameterizedTest
  @EnumSource
  void files_compressed_areSmall(PagesApplication application) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path file : files(application)) {
      if (!file.toString().endsWith(".md") && !file.toString().endsWith(".txt")) {
        try (GZIPOutputStream compressed = new GZIPOutputStream(all)) {
          compressed.write(Files.readAllBytes(file));
        }
      }
    }
    assertTrue(all.size() <= LARGEST, () -> all.size() + " bytes");
  }

  @ParameterizedTest
  @EnumSource
  void page_hasNothingInline(PagesApplication application) throws IOException {
    String page = page(application);
    assertFalse(page.matches("(?is).*<script(?![^>]*\\bsrc=)[^>]*>.*"), "an inline script");
    assertFalse(page.matches("(?is).*<style.*"), "an inline style sheet");
    assertFalse(page.matches("(?is).*\\s(style|on\\w+)=.*"), "an inline style or handler");
    assertFalse(page.matches("(?is).*(src|href)=\"(https?:|//).*"), "another origin");
  }

  @ParameterizedTest
  @EnumSource
  void page_namesOnlyFilesThatExist(PagesApplication application) throws IOException {
    List<String> names =
        Pattern.compile("(?:src|href)=\"([^\"]+)\"")
            .matcher(page(application))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(
        List.of(),
        names.stream()
            .filter(name -> !Files.isRegularFile(folder(application).resolve(name)))
            .toList());
  }

  /** Otherwise browsers find them one level of imports after the other. */
  @ParameterizedTest
  @EnumSource
  void page_preloadsTheModulesOfItsFirstView_andNoOthers(PagesApplication application)
      throws IOException {
    Path folder = folder(application);
    List<Path> preloaded =
        Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">")
            .matcher(page(application))
            .results()
            .map(found -> folder.resolve(found.group(1)).normalize())
            .sorted()
            .toList();
    Path main = folder.resolve("main.js");
    List<Path> imported = new ArrayList<>(List.of(main));
    for (int i = 0; i < imported.size(); i++) {
      imports(IMPORT, imported.get(i))
          .filter(file -> !imported.contains(file))
          .forEach(imported::add);
    }
    imported.remove(main);
    assertEquals(imported.stream().sorted().toList(), preloaded);
  }

  @Test
  void scripts_makeNoMarkupOfText() throws IOException {
    for (Path script : scripts()) {
      assertFalse(UNSAFE.matcher(Files.readString(script)).find(), script::toString);
    }
  }

  @Test
  void scripts_importOnlyFilesThatExist() throws IOException {
    for (Path script : scripts()) {
      Stream.concat(imports(IMPORT, script), imports(LATER, script))
          .forEach(name -> assertTrue(Files.isRegularFile(name), script + " imports " + name));
    }
  }

  private static Stream<Path> imports(Pattern pattern, Path script) {
    try {
      return pattern
          .matcher(Files.readString(script))
          .results()
          .map((MatchResult found) -> script.resolveSibling(found.group(1)).normalize())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(PagesApplication application) throws IOException {
    return Files.readString(folder(application).resolve("index.html"));
  }

  private static Path folder(PagesApplication application) {
    return WEBAPP.resolve(application.path().substring(1));
  }

  /** Our scripts of all applications; not those of others. */
  private static List<Path> scripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (PagesApplication application : PagesApplication.values()) {
      files(application).stream()
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !file.startsWith(SHARED.resolve("vendor")))
          .forEach(scripts::add);
    }
    return scripts;
  }

  /** The files of an application, with those that all share. */
  private static List<Path> files(PagesApplication application) throws IOException {
    try (Stream<Path> own = Files.walk(folder(application));
        Stream<Path> shared = Files.walk(SHARED)) {
      return Stream.concat(own, shared).filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
