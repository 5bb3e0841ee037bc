package dev.latchkey.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Migrations only add, so that nodes of the release before serve on; what removes says since when
 * no release needs it. None builds an index on a table that may have rows: on PostgreSQL that keeps
 * everyone from writing to the table until the index is built.
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

  private static final Pattern CREATES =
      Pattern.compile("CREATE TABLE (\\w+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern INDEXES =
      Pattern.compile(
          "CREATE (?:UNIQUE )?INDEX .*?\\bON (\\w+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern CONSTRAINS =
      Pattern.compile(
          "ALTER TABLE (\\w+) .*\\b(?:UNIQUE|REFERENCES|CHECK|PRIMARY KEY)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** No table has rows when it runs. */
  private static final Set<String> BEFORE_THE_FIRST_RELEASE =
      Set.of("V2__proven_addresses_pending_logins.sql");

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

  @Test
  void migrations_indexOnlyTablesThatTheyCreate() throws IOException {
    for (Path file : files()) {
      if (!BEFORE_THE_FIRST_RELEASE.contains(file.getFileName().toString())) {
        assertEquals(Set.of(), indexedWithRows(Files.readString(file)), file::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX session_by_address ON session (address);",
        "create unique index by_jkt on session(cnf_jkt);",
        "CREATE INDEX session_by_address ON session (address); CREATE TABLE session_address (id BIGINT);",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS session_by_address ON session (address);",
        "ALTER TABLE session ADD COLUMN device VARCHAR(20) UNIQUE;",
        "ALTER TABLE session ADD COLUMN device BIGINT DEFAULT 0 REFERENCES trusted_device;"
      })
  void index_onATableThatMayHaveRows_isRejected(String migration) {
    assertEquals(Set.of("session"), indexedWithRows(migration));
  }

  @Test
  void index_onATableThatTheMigrationCreates_isAccepted() {
    assertEquals(
        Set.of(),
        indexedWithRows(
            "CREATE TABLE phone (id BIGINT NOT NULL UNIQUE);"
                + " CREATE INDEX phone_by_id ON phone (id); ALTER TABLE session ADD COLUMN a BIGINT;"));
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

  /** The tables of earlier migrations that statements index, or search for a constraint. */
  private static Set<String> indexedWithRows(String text) {
    Set<String> indexed = new TreeSet<>();
    for (String statement : statements(text)) {
      Stream.of(INDEXES.matcher(statement), CONSTRAINS.matcher(statement))
          .filter(Matcher::lookingAt)
          .forEach(found -> indexed.add(found.group(1).toLowerCase(Locale.ROOT)));
    }
    for (String statement : statements(text)) {
      Matcher created = CREATES.matcher(statement);
      if (created.lookingAt()) {
        indexed.remove(created.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return indexed;
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
