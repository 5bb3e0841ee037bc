package dev.latchkey.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.request.RequestContext;
import dev.latchkey.texts.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks what docs/moving-from-django-allauth.md says about moving users, and its settings. */
class MovingPageTest {

  /** Of {@link TestWorld#PASSWORD}, made by Django with one iteration. */
  private static final String DJANGO =
      "pbkdf2_sha256$1$seasalt$YBwsf/yKxw1EIJHvxwy1lo6XfNIRudoL9Z7iITL3fGg=";

  private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final Pattern SETTING = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

  private final TestWorld world = TestWorld.with();

  @BeforeEach
  void enter() {
    RequestContext.enter(new RequestContext("192.0.2.1", "Test/1", null, Language.ENGLISH));
  }

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void userMovedBySql_logsInWithTheOldPassword_andKeepsTheId() throws IOException {
    moveTheUser();

    assertEquals(17L, world.logIn("ada@example.org").session().session().account().id());
    assertTrue(
        world.accounts.find(17L).orElseThrow().passwordHash().startsWith("$argon2id$"),
        "the hash is replaced");
  }

  @Test
  void accountAddedAfterTheMove_getsAnIdOfItsOwn() throws IOException {
    moveTheUser();

    assertTrue(world.account("grace@example.org").id() > 17);
  }

  @Test
  void settingsOfTheSameName_exist() throws IOException {
    String page = read("docs/moving-from-django-allauth.md");
    String same = page.split("\nSame name and meaning:\n")[1].split("\nSame name, with")[0];
    String configuration = read("docs/configuration.md");
    List<String> named = SETTING.matcher(same).results().map(m -> m.group(1)).toList();
    assertTrue(named.size() > 30, named::toString);
    assertEquals(
        List.of(),
        named.stream().filter(name -> !configuration.contains("| `" + name + "`")).toList());
  }

  private void moveTheUser() throws IOException {
    var sql = SQL.matcher(read("docs/moving-from-django-allauth.md"));
    assertTrue(sql.find());
    List<String> statements = Stream.of(sql.group(1).split(";\\s+")).toList();
    world.database.transaction(
        () ->
            statements.stream()
                .map(statement -> statement.replace("pbkdf2_sha256$…", DJANGO))
                .mapToInt(s -> world.database.entities().createNativeQuery(s).executeUpdate())
                .sum());
  }

  private static String read(String page) throws IOException {
    return Files.readString(Path.of(page));
  }
}
