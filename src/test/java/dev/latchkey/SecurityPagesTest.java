package dev.latchkey;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what the pages on security promise against the tests that they name. */
class SecurityPagesTest {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern SETTING = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)[`=]");
  private static final Pattern PROMISE = Pattern.compile("\\*\\*.+", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| ((\\d+)\\.\\d+\\.\\d+) \\| [123] \\| [^|]+ \\| ([a-z ]+) \\| [^|]+ \\|$");
  private static final List<String> VERDICTS =
      List.of("met", "partly", "not met", "not applicable");

  /** How many requirements each section of the standard has, in version 5.0.0. */
  private static final String SECTIONS =
      "3.3:5 3.4:8 3.5:8 6.1:3 6.2:12 6.3:8 6.4:6 6.5:8 6.6:4 6.7:2 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:3 7.6:2 9.1:3 9.2:4"
          + " 10.1:2 10.2:3 10.3:5 10.4:16 10.5:5 10.6:2 10.7:3";

  @ParameterizedTest
  @ValueSource(strings = {"docs/security-promises.md", "docs/asvs.md"})
  void tests_namedInPages_exist(String page) throws IOException {
    Map<String, String> sources = sources();
    List<MatchResult> named = NAMED_TEST.matcher(read(page)).results().toList();
    assertFalse(named.isEmpty());
    List<String> missing =
        named.stream()
            .filter(name -> !isTest(sources.getOrDefault(name.group(1), ""), name.group(2)))
            .map(MatchResult::group)
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "docs/security-promises.md", "docs/asvs.md"})
  void settings_namedInPages_exist(String page) throws IOException {
    String configuration = read("docs/configuration.md") + read("docs/securing-resource-server.md");
    List<String> unknown =
        SETTING
            .matcher(read(page))
            .results()
            .map(name -> name.group(1))
            .filter(name -> !configuration.contains("`" + name + "`"))
            .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void promises_nameATest() throws IOException {
    String promises =
        read("docs/security-promises.md").split("\n## What is promised\n")[1].split("\n## ")[0];
    List<String> each =
        Stream.of(promises.split("\n\n")).filter(p -> PROMISE.matcher(p).matches()).toList();
    assertFalse(each.isEmpty());
    each.forEach(promise -> assertTrue(NAMED_TEST.matcher(promise).find(), promise));
  }

  @Test
  void requirements_eachHaveARow() throws IOException {
    List<String> expected =
        Stream.of(SECTIONS.split(" "))
            .map(section -> section.split(":"))
            .flatMap(
                s -> IntStream.rangeClosed(1, Integer.parseInt(s[1])).mapToObj(n -> s[0] + "." + n))
            .toList();
    assertEquals(expected, rows().stream().map(row -> row.group(1)).toList());
  }

  @Test
  void verdicts_areCountedCorrectly() throws IOException {
    String page = read("docs/asvs.md");
    Map<String, Map<String, Long>> chapters =
        rows().stream()
            .collect(groupingBy(row -> row.group(2), groupingBy(row -> row.group(3), counting())));
    chapters.forEach(
        (chapter, counts) -> {
          assertTrue(VERDICTS.containsAll(counts.keySet()), counts::toString);
          String cells =
              VERDICTS.stream()
                  .map(v -> " " + counts.getOrDefault(v, 0L) + " |")
                  .collect(joining());
          Pattern line =
              Pattern.compile("(?m)^\\| V" + chapter + " [^|]+\\|" + Pattern.quote(cells) + "$");
          assertTrue(line.matcher(page).find(), () -> "V" + chapter + cells);
        });
  }

  /** Whether a class declares a method of that name with an annotation that makes a test of it. */
  private static boolean isTest(String source, String method) {
    return Stream.of(source.split("\n\n"))
        .anyMatch(
            member ->
                Pattern.compile("(?m)^  @\\w*Test").matcher(member).find()
                    && Pattern.compile("(?m)^  [\\w<>. ]+ " + method + "\\(")
                        .matcher(member)
                        .find());
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(read("docs/asvs.md")).results().toList();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }

  private static String read(String page) throws IOException {
    return Files.readString(Path.of(page));
  }
}
