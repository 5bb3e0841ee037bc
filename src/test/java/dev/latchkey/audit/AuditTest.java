package dev.latchkey.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.LogRecords;
import dev.latchkey.persistence.TestDatabase;
import dev.latchkey.request.RequestContext;
import dev.latchkey.settings.Settings;
import dev.latchkey.texts.Language;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {

  private final TestDatabase database = new TestDatabase();
  private final List<AuditEvent> observed = new ArrayList<>();
  private final LogRecords log = LogRecords.of("dev.latchkey.audit");
  private final Audit audit =
      new Audit(database, Settings.of(Map.of("AUDIT_RETENTION_DAYS", "7")), this::observe);

  private boolean observersReject;

  @AfterEach
  void close() {
    RequestContext.leave();
    log.close();
    database.close();
  }

  @Test
  void event_contains_typeAccountTimeAndClient() {
    RequestContext.enter(new RequestContext("192.0.2.1", "Browser/1", "r1", Language.ENGLISH));

    audit.record(AuditType.LOGGED_IN, 7L, 8L, "password");

    AuditEvent event = stored().get(0);
    assertNotNull(event.id());
    assertEquals("logged_in", event.type());
    assertEquals(7L, event.accountId());
    assertEquals(8L, event.sessionId());
    assertEquals("password", event.detail());
    assertEquals("192.0.2.1", event.address());
    assertEquals("Browser/1", event.userAgent());
    assertEquals(database.now(), event.at());
    assertEquals(Duration.ofDays(7), Duration.between(event.at(), event.expiresAt()));
  }

  @Test
  void members_unknown_areOmitted() {
    audit.record(AuditType.LOGIN_FAILED, null, null);

    AuditEvent event = stored().get(0);
    assertNull(event.accountId());
    assertNull(event.sessionId());
    assertNull(event.address());
    assertNull(event.detail());
  }

  @Test
  void event_isCommittedOrRolledBackWithItsChange() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.transaction(
                () -> {
                  audit.record(AuditType.SIGNED_UP, 7L, null);
                  throw new IllegalStateException();
                }));

    assertEquals(List.of(), stored());
    assertEquals(List.of(), log.messages());
  }

  @Test
  void observers_areCalledInsideTheTransaction_andCanAbortIt() {
    observersReject = true;

    assertThrows(IllegalStateException.class, () -> audit.record(AuditType.SIGNED_UP, 7L, null));

    assertEquals(List.of(), stored());
    assertEquals(1, observed.size());
  }

  @Test
  void event_ofARetriedTransaction_isLoggedOnce() {
    RequestContext.enter(new RequestContext("192.0.2.1", null, "r1", Language.ENGLISH));
    database.transaction(
        () -> {
          audit.record(AuditType.LOGGED_OUT, 7L, 8L);
          if (database.attempts() < 3) {
            throw new RuntimeException(new SQLException("the victim of another", "40001"));
          }
        });

    assertEquals(List.of("event=logged_out account=7 session=8 address=192.0.2.1"), log.messages());
    assertEquals(1, stored().size());
  }

  @Test
  void administrator_isInTheDetailAndTheLogLine_furtherInformationInTheDetailOnly() {
    RequestContext.enter(new RequestContext("192.0.2.1", null, "r1", Language.ENGLISH));
    Actor by = new Actor(50, 101);

    audit.record(AuditType.ADMIN_READ_ACCOUNT, 7L, null, by);
    audit.record(AuditType.ADMIN_VERIFIED_EMAIL, 7L, null, by, "email=ada@example.org");

    assertEquals(
        List.of("by=50 in=101", "by=50 in=101 email=ada@example.org"),
        stored().stream().map(AuditEvent::detail).sorted().toList());
    assertEquals(
        List.of(
            "event=admin_read_account account=7 session=null address=192.0.2.1 by=50 in=101",
            "event=admin_verified_email account=7 session=null address=192.0.2.1 by=50 in=101"),
        log.messages());
  }

  @Test
  void clientData_tooLong_isTruncated() {
    RequestContext client = new RequestContext("9".repeat(100), "x".repeat(1000), null, null);

    assertEquals(45, client.address().length());
    assertEquals(512, client.userAgent().length());
    assertEquals("ab", new RequestContext(null, "a\0b", null, null).userAgent());
    assertEquals(Language.ENGLISH, client.language());
  }

  @Test
  void thread_withoutAContext_hasNoClient() {
    assertEquals(RequestContext.NONE, RequestContext.current());
    RequestContext.enter(new RequestContext("192.0.2.1", null, null, null));
    assertEquals("192.0.2.1", RequestContext.current().address());
    RequestContext.leave();
    assertEquals(RequestContext.NONE, RequestContext.current());
  }

  private void observe(AuditEvent event) {
    observed.add(event);
    assertTrue(event.at().isAfter(Instant.EPOCH));
    if (observersReject) {
      throw new IllegalStateException("refused");
    }
  }

  private List<AuditEvent> stored() {
    return database
        .entities()
        .createQuery("SELECT e FROM AuditEvent e", AuditEvent.class)
        .getResultList();
  }
}
