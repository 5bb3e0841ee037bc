package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands of the README, as they are printed there; only the address is another. */
class ReadmeIT {

  private static final String PRINTED_ADDRESS = "http://localhost:8080";
  private static final String END_OF_BLOCK = "--- end of block ---";
  private static final Pattern BLOCK =
      Pattern.compile("```sh\n(.*?)```\n(?:```json\n(.*?)```\n)?", Pattern.DOTALL);

  @RegisterExtension static final RunningServer SERVER = RunningServer.withJwt();

  /** Commands, and what they print where that is shown, with … for what differs. */
  private record Block(String commands, String shown) {}

  @Test
  void commands_printTheShownOutput() throws Exception {
    List<Block> blocks = blocks();
    assertTrue(blocks.size() >= 6, "sign up, log in, call, refresh, log out, rejected");
    StringBuilder script = new StringBuilder("set -eu\n");
    blocks.forEach(
        b ->
            script
                .append(b.commands())
                .append("\necho\necho '")
                .append(END_OF_BLOCK)
                .append("'\n"));
    String[] printed =
        run(script.toString().replace(PRINTED_ADDRESS, SERVER.base().toString()))
            .split(END_OF_BLOCK);
    for (int i = 0; i < blocks.size(); i++) {
      String expected = blocks.get(i).shown().strip();
      assertTrue(
          matches(printed[i].strip(), expected),
          "expected " + expected + "\nbut got " + printed[i].strip());
    }
  }

  @Test
  void mavenCommands_areThoseOfThePom() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(readme.contains("mvn -DskipTests package payara-micro:start\n"));
    assertTrue(pom.contains("<artifactId>payara-micro-maven-plugin</artifactId>"));
    assertTrue(pom.contains("<try.port>8080</try.port>"));
    assertTrue(pom.contains("<try.token-strategy>jwt</try.token-strategy>"));
    assertTrue(Files.readString(Path.of(".ci/run")).contains("mvn -B verify"));
  }

  private static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (found.find()) {
      if (found.group(1).contains("curl")) {
        blocks.add(new Block(found.group(1), found.group(2) == null ? "" : found.group(2)));
      }
    }
    return blocks;
  }

  private static boolean matches(String printed, String shown) {
    String[] literal = shown.split("…", -1);
    StringBuilder pattern = new StringBuilder(Pattern.quote(literal[0]));
    for (int i = 1; i < literal.length; i++) {
      pattern.append("(?s:.+?)").append(Pattern.quote(literal[i]));
    }
    return printed.matches(pattern.toString());
  }

  private static String run(String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile("readme", ".out");
    Process bash =
        new ProcessBuilder("bash", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(bash.waitFor(2, TimeUnit.MINUTES), "the commands do not end");
      String printed = Files.readString(output);
      assertEquals(0, bash.exitValue(), printed);
      assertFalse(printed.isBlank());
      return printed;
    } finally {
      bash.destroyForcibly();
      Files.delete(output);
    }
  }
}
