package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that cannot be used stop the deployment, and the log says what to change. */
class DeploymentFailureIT {

  @Test
  void values_invalid_areAllNamed() {
    String log =
        ServerProcess.failToStart(
            Map.of(
                "HEADLESS_JWT_ALGORITHM", "none",
                "ACCOUNT_LOGIN_METHODS", "carrier-pigeon",
                "CORS_ALLOWED_ORIGINS", "https://*.example.org",
                "HEADLESS_MOUNT_PATH", "/auth/api/",
                "SECRET_KEY", "not-for-logs"));
    assertTrue(
        log.contains("HEADLESS_JWT_ALGORITHM (property headless.jwt.algorithm) is \"none\""), log);
    assertTrue(log.contains("`RS256`"), "what is allowed");
    assertTrue(
        log.contains("HEADLESS_MOUNT_PATH (property headless.mount-path) is \"/auth/api/\""), log);
    assertTrue(log.contains("ACCOUNT_LOGIN_METHODS") && log.contains("carrier-pigeon"), log);
    assertTrue(
        log.contains(
            "CORS_ALLOWED_ORIGINS (property cors.allowed-origins) is \"https://*.example.org\""),
        log);
    assertTrue(log.contains("SECRET_KEY (property secret-key) has fewer than 32 characters"), log);
    assertFalse(log.contains("not-for-logs"), "a secret is never shown");
    assertFalse(log.contains("Latchkey is ready"), log);
  }

  @Test
  void key_weak_isNamedAndNotShown() throws IOException {
    String key =
        Files.readString(Path.of("src/test/resources/dev/latchkey/jose/keyfiles/rsa-1024.pem"));
    String log =
        ServerProcess.failToStart(
            Map.of("HEADLESS_TOKEN_STRATEGY", "jwt", "HEADLESS_JWT_PRIVATE_KEY", key));
    assertTrue(log.contains("HEADLESS_JWT_PRIVATE_KEY"), log);
    assertTrue(log.contains("2048"), "what is asked for");
    key.lines()
        .filter(line -> !line.startsWith("-----"))
        .forEach(line -> assertFalse(log.contains(line), "the key"));
  }

  @Test
  void strategy_missing_isNamed() {
    String log =
        ServerProcess.failToStart(Map.of("HEADLESS_TOKEN_STRATEGY", "org.example.NoSuchStrategy"));
    assertTrue(
        log.contains("HEADLESS_TOKEN_STRATEGY") && log.contains("org.example.NoSuchStrategy"), log);
  }
}
