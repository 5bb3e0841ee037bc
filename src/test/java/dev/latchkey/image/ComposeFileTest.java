package dev.latchkey.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ComposeFileTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)([^}]*)}");

  private final String text = Files.readString(Path.of("compose.yaml"));
  private final JsonNode services = new YAMLMapper().readTree(text).get("services");
  private final JsonNode latchkey = services.get("latchkey");
  private final JsonNode database = services.get("database");

  ComposeFileTest() throws IOException {}

  @Test
  void secrets_haveNoDefaults() {
    List<String> secrets =
        VARIABLE
            .matcher(text)
            .results()
            .filter(v -> v.group(1).matches(".*(SECRET|PASSWORD).*"))
            .map(v -> v.group(1) + v.group(2).substring(0, 2))
            .sorted()
            .distinct()
            .toList();
    assertEquals(List.of("POSTGRES_PASSWORD:?", "SECRET_KEY:?"), secrets);
    for (JsonNode service : services) {
      service.get("environment").properties().stream()
          .filter(e -> e.getKey().matches(".*(SECRET|PASSWORD).*"))
          .forEach(
              e -> assertTrue(VARIABLE.matcher(e.getValue().asString()).matches(), e.getKey()));
    }
  }

  @Test
  void files_withSecrets_areIgnoredByGit() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".gitignore"));
    assertTrue(ignored.contains(".env"));
    assertTrue(ignored.contains(latchkey.get("env_file").get(0).get("path").asString()));
  }

  @Test
  void latchkey_waitsForAHealthyDatabase() {
    assertEquals(
        "service_healthy", latchkey.get("depends_on").get("database").get("condition").asString());
    assertEquals("pg_isready", database.get("healthcheck").get("test").get(1).asString());
  }

  @Test
  void database_isTheOneCreated_andIsKept() {
    JsonNode made = database.get("environment");
    JsonNode used = latchkey.get("environment");
    assertEquals(
        "jdbc:postgresql://database:5432/" + made.get("POSTGRES_DB").asString(),
        used.get("DB_URL").asString());
    assertEquals(made.get("POSTGRES_USER"), used.get("DB_USER"));
    assertEquals(made.get("POSTGRES_PASSWORD"), used.get("DB_PASSWORD"));
    assertTrue(database.get("image").asString().matches("postgres:\\d+"));
    assertEquals("database:/var/lib/postgresql/data", database.get("volumes").get(0).asString());
    assertFalse(database.has("ports"), "it is not for others");
  }

  @Test
  void server_isABuildArgument_andItsPortIsExposed() throws IOException {
    Dockerfile file = Dockerfile.read(Path.of("Dockerfile"));
    assertEquals(
        "${SERVER:-payara-micro}", latchkey.get("build").get("args").get("SERVER").asString());
    String port = file.last(file.image("payara-micro"), "EXPOSE").orElseThrow().text();
    assertTrue(latchkey.get("ports").get(0).asString().endsWith(":" + port));
  }

  @Test
  void container_writesOnlyToTmp() {
    assertTrue(latchkey.get("read_only").asBoolean());
    assertEquals("/tmp", latchkey.get("tmpfs").get(0).asString());
  }
}
