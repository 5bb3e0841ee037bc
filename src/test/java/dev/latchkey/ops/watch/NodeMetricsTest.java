package dev.latchkey.ops.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.audit.Audit;
import dev.latchkey.audit.AuditType;
import dev.latchkey.metrics.PrometheusText;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.web.RequestsInFlight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {

  private final TestWorld world = TestWorld.with();
  private final EventCounts events = new EventCounts(world.database, world.counters);
  private final Audit audit = new Audit(world.database, world.settings, events::count);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void counter_ofNoEvents_isZero() {
    assertMetrics(
        "latchkey_requests_total{status=\"5xx\"} 0",
        "latchkey_logins_total{method=\"password\",outcome=\"failed\"} 0",
        "latchkey_refreshes_total{outcome=\"reused\"} 0",
        "latchkey_rate_limited_total{action=\"login_failed\"} 0",
        "latchkey_events_total{type=\"signed_up\"} 0",
        "latchkey_expired_rows_removed_total{table=\"session\"} 0",
        "latchkey_database_up 1");
  }

  @Test
  void logins_areCountedByMethodAndOutcome() {
    audit.record(AuditType.LOGGED_IN, 1L, 1L, "password");
    audit.record(AuditType.LOGGED_IN, 1L, 1L, "password+code");
    audit.record(AuditType.LOGGED_IN, 1L, 1L, "");
    audit.record(AuditType.LOGGED_IN, 1L, 1L, "palm");
    audit.record(AuditType.LOGIN_FAILED, null, null);
    audit.record(AuditType.CODE_REFUSED, null, 1L, "login");
    audit.record(AuditType.CODE_REFUSED, null, 1L, "password_reset");
    assertMetrics(
        "latchkey_logins_total{method=\"password\",outcome=\"succeeded\"} 1",
        "latchkey_logins_total{method=\"password+code\",outcome=\"succeeded\"} 1",
        "latchkey_logins_total{method=\"sign_up\",outcome=\"succeeded\"} 1",
        "latchkey_logins_total{method=\"other\",outcome=\"succeeded\"} 1",
        "latchkey_logins_total{method=\"password\",outcome=\"failed\"} 1",
        "latchkey_logins_total{method=\"code\",outcome=\"failed\"} 1",
        "latchkey_events_total{type=\"code_refused\"} 2");
  }

  @Test
  void event_rolledBack_isNotCounted() {
    try {
      world.database.transaction(
          () -> {
            audit.record(AuditType.SIGNED_UP, 1L, null);
            throw new IllegalStateException("given up");
          });
    } catch (IllegalStateException expected) {
      assertMetrics("latchkey_events_total{type=\"signed_up\"} 0");
    }
  }

  @Test
  void label_isNeverChosenByUsers() {
    audit.record(AuditType.EMAIL_VERIFIED, 1L, 1L, "ada@example.org");
    assertFalse(metrics(Runnable::run).contains("ada"));
  }

  @Test
  void passwordHashes_areCounted() {
    world.login.byPassword(
        LoginMethod.EMAIL, "nobody@example.org", "a wrong password", Optional.empty());
    assertMetrics(
        "latchkey_password_hashes_total " + world.passwords.hashesComputed(),
        "latchkey_password_hashes_refused_total 0",
        "latchkey_password_hashes_waiting 0");
  }

  @Test
  void mails_waiting_areCounted() {
    world.database.transaction(
        () -> {
          mail(1, 0, 1);
          mail(2, 3, 1);
          mail(3, 0, -1);
        });
    assertMetrics("latchkey_mails_waiting 2", "latchkey_mails_tried 1");
    assertMetrics("latchkey_expired_rows{table=\"outbound_mail\",column=\"expires_at\"} 1");
  }

  @Test
  void keyAge_ofAGeneratedKey_isExposed() {
    world.keys.signing();
    world.clock.advance(Duration.ofHours(1));
    assertMetrics("latchkey_signing_key_age_seconds 3600");
  }

  @Test
  void keyAge_ofAConfiguredKey_isNotExposed() {
    assertFalse(metrics(Runnable::run).contains("latchkey_signing_key_age_seconds"));
  }

  @Test
  void metrics_withoutADatabase_haveTheRest() {
    String metrics = metrics(work -> {});
    assertTrue(metrics.contains("\nlatchkey_database_up 0\n"), metrics);
    assertTrue(metrics.contains("latchkey_requests_total"), metrics);
    assertFalse(metrics.contains("latchkey_mails_waiting"), metrics);
  }

  @Test
  void line_ofEveryKind_isASampleOrAComment() {
    metrics(Runnable::run)
        .lines()
        .forEach(
            line ->
                assertTrue(
                    line.matches(
                        "# (HELP|TYPE) latchkey_[a-z_]+ .+|latchkey_[a-z_]+(\\{[^}]+})? [0-9.E-]+"),
                    line));
  }

  @Test
  void page_namesEveryMetric_andNoOther() throws IOException {
    world.keys.signing();
    Set<String> told =
        names(Files.readString(Path.of("docs/operations.md")), "`(latchkey_[a-z_]+)");
    assertEquals(told, names(metrics(Runnable::run), "(?m)^(latchkey_[a-z_]+)"));
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private void mail(int id, int attempts, int seconds) {
    long end = world.database.now().plusSeconds(seconds).toEpochMilli();
    world
        .database
        .entities()
        .createNativeQuery(
            "INSERT INTO outbound_mail (id, content, attempts, next_attempt, expires_at) VALUES (%d, 'x', %d, 0, %d)"
                .formatted(id, attempts, end))
        .executeUpdate();
  }

  private void assertMetrics(String... expected) {
    String metrics = metrics(Runnable::run);
    Set<String> lines = metrics.lines().collect(Collectors.toSet());
    for (String line : expected) {
      assertTrue(lines.contains(line), () -> line + "\nis not among\n" + metrics);
    }
    assertEquals(
        metrics.lines().filter(line -> !line.startsWith("#")).distinct().count(),
        metrics.lines().filter(line -> !line.startsWith("#")).count());
  }

  private String metrics(Executor threads) {
    Backlogs backlogs = new Backlogs(world.database);
    CachedCheck<Backlog> check =
        new CachedCheck<>(
            threads, backlogs::read, Duration.ofMillis(1), Duration.ZERO, System::nanoTime);
    PrometheusText exposition = new PrometheusText();
    new NodeMetrics(world.counters, new RequestsInFlight(), world.passwords, check)
        .writeTo(exposition);
    return exposition.toString();
  }
}
