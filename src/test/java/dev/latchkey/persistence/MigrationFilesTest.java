package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Migrations only add, so that nodes of the release before serve on; what removes says since when
 * no release needs it.
 */
class MigrationFilesTest {

  private static final Path FOLDER =
      Path.of("src/main/resources/dev/latchkey/persistence/migrations");

  private static final Pattern ADDS =
      Pattern.compile(
          "CREATE (TABLE|(UNIQUE )?INDEX|SEQUENCE) .*|INSERT INTO .*|UPDATE .*"
              + "|ALTER TABLE \\w+ ADD COLUMN \\w+ (?!.*NOT NULL).*|ALTER TABLE \\w+ ADD COLUMN .* DEFAULT .*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern UNUSED_SINCE = Pattern.compile("(?m)^-- Unused since \\d+\\.\\d+.*");

  @Test
  void migrations_areCompatibleWithTheReleaseBefore() throws IOException {
    List<Path> files = files();
    assertFalse(files.isEmpty());
    for (Path file : files) {
      String text = Files.readString(file);
      boolean contracts = UNUSED_SINCE.matcher(text).find();
      statements(text)
          .forEach(s -> assertTrue(contracts || adds(s), () -> file + " does more than add: " + s));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE account ADD COLUMN phone VARCHAR(20)",
        "ALTER TABLE account ADD COLUMN phone VARCHAR(20) DEFAULT '' NOT NULL",
        "CREATE TABLE phone (id BIGINT NOT NULL PRIMARY KEY)"
      })
  void addition_unknownToTheReleaseBefore_isAccepted(String statement) {
    assertTrue(adds(statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE account ADD COLUMN phone VARCHAR(20) NOT NULL",
        "ALTER TABLE account DROP COLUMN username",
        "ALTER TABLE account RENAME COLUMN username TO name",
        "ALTER TABLE account ALTER COLUMN username SET NOT NULL",
        "ALTER TABLE account ADD CONSTRAINT one UNIQUE (created)",
        "DROP TABLE account",
        "DELETE FROM account"
      })
  void change_breakingTheReleaseBefore_isRejected(String statement) {
    assertFalse(adds(statement));
  }

  private static boolean adds(String statement) {
    return ADDS.matcher(statement).matches();
  }

  private static List<String> statements(String text) {
    String withoutComments = text.replaceAll("(?m)--.*$", "");
    return Arrays.stream(withoutComments.split(";"))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(f -> f.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
