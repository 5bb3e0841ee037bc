package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.it.support.App;
import dev.latchkey.it.support.RunningServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client as mobile apps have one, in JavaScript, with Node's own fetch. */
class MobileClientIT {

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of(
              "HEADLESS_TOKEN_STRATEGY", "jwt",
              "HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN", "4",
              "HEADLESS_JWT_REFRESH_TOKEN_REUSE_INTERVAL", "10"));

  @Test
  void client_staysLoggedInThroughBothRefreshEndpoints() throws IOException, InterruptedException {
    assumeTrue(hasNode(), "skipped: there is no `node` on the PATH");
    Path output = Files.createTempFile("mobile-client", ".out");
    Process node =
        new ProcessBuilder(
                "node",
                "src/test/js/mobile-client.mjs",
                SERVER.base().toString(),
                SERVER.app().email(),
                App.PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(node.waitFor(3, TimeUnit.MINUTES), "the client does not end");
      String printed = Files.readString(output);
      assertEquals("tokens: ok\ndocumented: ok\n", printed);
      assertEquals(0, node.exitValue());
    } finally {
      node.destroyForcibly();
      Files.delete(output);
    }
  }

  private static boolean hasNode() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
  }
}
