package dev.latchkey.npm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of docs/clients.md name what each package exports, and exactly the functions that
 * {@code NpmClientsIT} runs as run. That the list of exports is right, the packages say themselves
 * in that test.
 */
class ClientsPageTest {

  private static final Path SCRIPTS = Path.of("src/test/npm");
  private static final Path PAGE = Path.of("docs/clients.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final Pattern STEP =
      Pattern.compile("^  \\[\"(\\w+)\", async ", Pattern.MULTILINE);
  private static final Pattern RUN = Pattern.compile("passes(: .+)?|rejected(: .+)?");
  private static final Pattern NOT_RUN = Pattern.compile("not served|sends nothing");

  /** Functions with the same results. */
  private record Row(Set<String> names, List<String> results) {

    boolean isRun() {
      return results.stream().allMatch(result -> RUN.matcher(result).matches());
    }

    boolean isNotRun() {
      return results.stream().allMatch(result -> NOT_RUN.matcher(result).matches());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "@knowsuchagency/django-allauth, knowsuchagency.mjs, 2",
    "@octue/allauth-js, octue.mjs, 1"
  })
  void tableOfAPackage_comparedWithItsExportsAndSteps_isComplete(
      String name, String script, int modes) throws IOException {
    List<Row> rows = rows(name);
    Set<String> listed = new TreeSet<>();
    Set<String> run = new TreeSet<>();
    Set<String> notRun = new TreeSet<>();
    for (Row row : rows) {
      assertEquals(modes, row.results().size(), row::toString);
      assertFalse(row.names().isEmpty(), row::toString);
      assertTrue(row.isRun() || row.isNotRun(), row::toString);
      listed.addAll(row.names());
      (row.isRun() ? run : notRun).addAll(row.names());
    }
    Set<String> both = new HashSet<>(run);
    both.retainAll(notRun);
    assertEquals(Set.of(), both, "run and not run");
    assertEquals(exports(name), listed, "exports and rows");
    assertEquals(new TreeSet<>(steps(script)), run, "steps and rows");
  }

  @ParameterizedTest
  @CsvSource({"knowsuchagency.mjs", "octue.mjs"})
  void stepsOfAScript_haveDifferentNames(String script) throws IOException {
    List<String> steps = steps(script);
    assertTrue(steps.size() > 20, steps::toString);
    assertEquals(new HashSet<>(steps).size(), steps.size(), steps::toString);
  }

  private static List<Row> rows(String name) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## " + name + "\n");
    assertTrue(start >= 0, name);
    int end = page.indexOf("\n## ", start + 1);
    List<Row> rows = new ArrayList<>();
    for (String line : page.substring(start, end).lines().toList()) {
      if (line.startsWith("| `")) {
        List<String> cells =
            Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
        rows.add(new Row(names(cells.get(0)), cells.subList(1, cells.size())));
      }
    }
    return rows;
  }

  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(cell).results().map(found -> found.group(1)).forEach(names::add);
    return names;
  }

  private static List<String> steps(String script) throws IOException {
    String text = Files.readString(SCRIPTS.resolve(script));
    return STEP.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static Set<String> exports(String name) throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(SCRIPTS.resolve("exports.json")))) {
      JsonObject all = reader.readObject();
      Set<String> exports = new TreeSet<>();
      all.getJsonArray(name).getValuesAs(JsonString::getString).forEach(exports::add);
      return exports;
    }
  }
}
