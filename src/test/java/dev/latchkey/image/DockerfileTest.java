package dev.latchkey.image;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.ops.watch.HealthServlet;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DockerfileTest {

  private static final Path HERE = Path.of("");
  private static final List<String> SERVERS = List.of("payara-micro", "payara7-micro", "liberty");
  private static final Pattern ARTIFACT_VERSION = Pattern.compile("\\$\\{(\\S+?)\\.version}");
  private static final Pattern ASKED = Pattern.compile("GET (\\S+) HTTP");

  private final Dockerfile file = Dockerfile.read(Path.of("Dockerfile"));

  DockerfileTest() throws IOException {}

  @ParameterizedTest
  @FieldSource("SERVERS")
  void container_runsAsAnUnprivilegedUser(String server) {
    String user = file.last(file.image(server), "USER").orElseThrow().text();
    // By number, so that an orchestrator can see that it is not root.
    assertTrue(user.matches("[1-9]\\d+"), user);
    assertTrue(
        file.instructions(file.image(server))
            .anyMatch(i -> i.is("RUN") && i.text().contains("--uid " + user + " ")),
        "the user is made");
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void server_receivesTheSignalsOfTheContainer(String server) throws IOException {
    Stage image = file.image(server);
    String first = file.last(image, "ENTRYPOINT").orElseThrow().command().get(0);
    Path script = Path.of("src/main/docker").resolve(first);
    if (Files.exists(script)) {
      assertTrue(Files.isExecutable(script), script + " is executable");
      assertTrue(
          Files.readString(script)
              .strip()
              .lines()
              .reduce((a, b) -> b)
              .orElseThrow()
              .startsWith("exec java "));
    }
    // Liberty's own script becomes Java when it is told to run.
    assertTrue(Files.exists(script) || first.equals("wlp/bin/server"), first);
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void port_exposed_isServedAndChecked(String server) throws IOException {
    Stage image = file.image(server);
    assertEquals(
        file.environment(image).get("HTTP_PORT"), file.last(image, "EXPOSE").orElseThrow().text());
    assertTrue(health(image).contains("/127.0.0.1/$HTTP_PORT "), health(image));
    Path configuration =
        Path.of(
            server.equals("liberty")
                ? "src/main/liberty/config/server.xml"
                : "src/main/docker/payara-micro");
    assertTrue(Files.readString(configuration).contains("HTTP_PORT"), configuration.toString());
  }

  @ParameterizedTest
  @FieldSource("SERVERS")
  void healthCheck_hasATimeout(String server) {
    Instruction health = file.last(file.image(server), "HEALTHCHECK").orElseThrow();
    assertEquals(Set.of("interval", "timeout", "start-period", "retries"), health.flags().keySet());
  }

  @Test
  void healthCheck_requestsAPathThatIsServed() {
    List<String> served =
        List.of(HealthServlet.class.getAnnotation(WebServlet.class).urlPatterns());
    for (Stage image : SERVERS.stream().map(file::image).toList()) {
      List<String> asked =
          ASKED.matcher(health(image)).results().map(found -> found.group(1)).toList();
      assertEquals(1, asked.size());
      assertTrue(served.containsAll(asked) && asked.get(0).endsWith("/ready"), asked.toString());
    }
  }

  @Test
  void payara_listensOnAllInterfaces() throws IOException {
    // The build drops the line by what it says.
    String file = Files.readString(Path.of("src/main/payara/preboot.asadmin"));
    assertEquals(
        2,
        file.lines().filter(line -> line.matches(".*(this machine alone|address=127).*")).count());
  }

  @Test
  void heap_followsTheMemoryOfTheContainer() {
    for (String server : SERVERS) {
      String options = file.environment(file.image(server)).get("JVM_ARGS");
      assertTrue(options.contains("-XX:MaxRAMPercentage="), options);
      assertFalse(options.contains("-Xmx"), options);
    }
  }

  @Test
  void files_copied_existAndAreInTheContext() throws IOException {
    BuildContext context = BuildContext.of(HERE.toAbsolutePath());
    List<Path> sent = context.files();
    assertAll(
        copies()
            .filter(copy -> !copy.flags().containsKey("from"))
            .flatMap(copy -> sources(copy).stream())
            .map(
                source ->
                    () ->
                        assertTrue(
                            sent.stream().anyMatch(path -> path.startsWith(source)), source)));
  }

  @Test
  void stages_copyFromEarlierOnes() {
    for (int i = 0; i < file.stages().size(); i++) {
      Set<String> earlier =
          Set.copyOf(file.stages().subList(0, i).stream().map(Stage::name).toList());
      Stage stage = file.stages().get(i);
      String base = stage.base();
      assertTrue(base.contains(":") || base.contains("${SERVER}") || earlier.contains(base), base);
      stage
          .all("COPY")
          .map(copy -> copy.flags().get("from"))
          .filter(from -> from != null)
          .forEach(from -> assertTrue(earlier.contains(from), from));
    }
  }

  @Test
  void baseImages_haveTags() {
    List<String> foreign =
        file.stages().stream().map(Stage::base).filter(base -> base.contains(":")).toList();
    assertEquals("maven:3.9-eclipse-temurin-17", foreign.get(0));
    Map<String, String> java =
        Map.of("payara-micro", "17-jre", "payara7-micro", "25-jre", "liberty", "17-jre");
    for (String server : SERVERS) {
      assertEquals(
          "eclipse-temurin:" + java.get(server),
          file.stage("java-" + server).orElseThrow().base(),
          server);
    }
    assertEquals(1 + SERVERS.size(), foreign.size());
  }

  @Test
  void server_isTheOnlyArgument() {
    assertEquals(Map.of("SERVER", "payara-micro"), file.arguments());
    assertEquals(0, all("ARG").count());
    SERVERS.forEach(server -> assertEquals(server, file.image(server).name()));
  }

  @Test
  void versions_areThoseOfThePom() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> versions =
        all("RUN")
            .flatMap(run -> ARTIFACT_VERSION.matcher(run.text()).results())
            .map(found -> found.group(1))
            .toList();
    assertEquals(List.of("h2", "liberty", "payara7-micro"), versions);
    versions.forEach(version -> assertTrue(pom.contains("<" + version + ".version>"), version));
    assertEquals(0, all("ADD").count());
    assertTrue(all("RUN").noneMatch(run -> run.text().contains("://")));
  }

  @Test
  void dockerfile_containsNoSecret() {
    Predicate<String> secret = name -> name.matches(".*(SECRET|PASSWORD|TOKEN|KEY).*");
    assertTrue(all("ENV").flatMap(env -> env.assignments().keySet().stream()).noneMatch(secret));
    assertTrue(file.arguments().keySet().stream().noneMatch(secret));
  }

  @Test
  void context_containsOnlyWhatIsBuilt() throws IOException {
    BuildContext context = BuildContext.of(HERE.toAbsolutePath());
    for (String hidden :
        List.of(".git/config", ".env", "latchkey.env", "target/latchkey.war", "src/test/A.java")) {
      assertFalse(context.sends(Path.of(hidden)), hidden);
    }
  }

  private Stream<Instruction> all(String keyword) {
    return file.stages().stream().flatMap(stage -> stage.all(keyword));
  }

  private Stream<Instruction> copies() {
    return all("COPY");
  }

  private static List<String> sources(Instruction copy) {
    return copy.words().subList(0, copy.words().size() - 1);
  }

  private String health(Stage image) {
    return String.join(" ", file.last(image, "HEALTHCHECK").orElseThrow().command());
  }
}
