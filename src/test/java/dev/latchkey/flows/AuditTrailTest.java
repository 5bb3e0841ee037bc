package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to an account is on record, and no secret is. */
class AuditTrailTest {

  private static final String ADA = "ada@example.org";
  private static final Logger OURS = Logger.getLogger("dev.latchkey");

  private final Lines lines = new Lines();
  private final Set<String> secrets =
      new HashSet<>(Set.of(TestWorld.PASSWORD, Steps.NEW_PASSWORD, TestWorld.HASH));
  private TestWorld world;
  private Steps steps;

  @BeforeEach
  void listen() {
    OURS.addHandler(lines);
    OURS.setLevel(Level.ALL);
    Logger.getLogger("dev.latchkey.audit").setLevel(Level.ALL);
    OURS.setUseParentHandlers(false);
    RequestContext.enter(new RequestContext("192.0.2.7", "Lynx/2.9", "request-1", null));
  }

  @AfterEach
  void close() {
    RequestContext.leave();
    OURS.removeHandler(lines);
    OURS.setLevel(null);
    OURS.setUseParentHandlers(true);
    Logger.getLogger("dev.latchkey.audit").setLevel(Level.WARNING);
    world.close();
  }

  @Test
  void auditTrail_ofALifeWithCodes_hasEveryEventAndNoSecret() {
    begin(
        "ACCOUNT_EMAIL_VERIFICATION", "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED", "true",
        "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "true",
        "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
    OpenSession pending = keep(steps.pending(steps.signUp(ADA)));
    world.verification.verify(keep(Steps.wrong(code())), steps.now(pending));
    world.verification.verify(code(), steps.now(pending));
    OpenSession byCode = keep(steps.pending(world.loginCodeRequest.request(ADA, Optional.empty())));
    world.loginByCode.confirm(keep(Steps.wrong(code())), steps.now(byCode));
    keep(steps.complete(world.loginByCode.confirm(code(), steps.now(byCode))));
    OpenSession resetting =
        keep(done(world.resetRequest.request(ADA, Optional.empty())).orElseThrow());
    world.reset.look(keep(Steps.wrong(code())), steps.now(resetting));
    world.reset.reset(code(), Steps.NEW_PASSWORD, steps.now(resetting));

    assertRecorded(
        "signed_up",
        "code_refused",
        "email_verified",
        "logged_in",
        "code_refused",
        "logged_in",
        "password_reset_requested",
        "code_refused",
        "password_reset");
  }

  @Test
  void auditTrail_ofALifeWithAPassword_hasEveryEventAndNoSecret() {
    begin("HEADLESS_TOKEN_STRATEGY", "jwt");
    keep(steps.complete(steps.signUp(ADA)));
    world.verification.verify(keep(steps.verificationKey(ADA)), Optional.empty());
    steps.logIn(ADA, "a wrong password");
    secrets.add("a wrong password");
    OpenSession session =
        keep(keep(steps.complete(steps.logIn(ADA, TestWorld.PASSWORD))).session());
    world.reauthentication.byPassword(steps.now(session).orElseThrow(), "a wrong password");
    world.reauthentication.byPassword(steps.now(session).orElseThrow(), TestWorld.PASSWORD);
    world.passwordChange.change(
        steps.now(session).orElseThrow(), "a wrong password", Steps.NEW_PASSWORD);
    OpenSession next =
        keep(steps.complete(
                done(world.passwordChange.change(
                        steps.now(session).orElseThrow(), TestWorld.PASSWORD, Steps.NEW_PASSWORD))
                    .orElseThrow()))
            .session();
    world.resetRequest.request(ADA, Optional.empty());
    world.reset.reset(keep(steps.resetKey(ADA)), TestWorld.PASSWORD, Optional.empty());
    LoginOutcome.Complete last = keep(steps.complete(steps.logIn(ADA, TestWorld.PASSWORD)));
    OpenSession other = keep(steps.complete(steps.logIn(ADA, TestWorld.PASSWORD))).session();
    Account account = last.session().session().account();
    world.managedAddresses.add(steps.now(last.session()).orElseThrow(), "second@example.org");
    world.managedAddresses.remove(steps.now(last.session()).orElseThrow(), "second@example.org");
    world.ownSessions.end(account, List.of(other.session().id()));
    world.logout.end(steps.now(last.session()).orElseThrow());
    assertTrue(steps.now(next).isEmpty());

    assertRecorded(
        "signed_up",
        "logged_in",
        "email_verified",
        "login_failed",
        "logged_in",
        "reauthentication_failed",
        "reauthenticated",
        "password_change_failed",
        "password_changed",
        "password_reset_requested",
        "password_reset",
        "logged_in",
        "logged_in",
        "email_added",
        "email_removed",
        "session_ended",
        "logged_out");
  }

  @Test
  void failedLogin_toAnUnknownAddress_isRecordedWithoutAnAccount() {
    begin();
    steps.logIn("nobody@example.org", TestWorld.PASSWORD);
    AuditEvent event = world.auditEvents().get(0);
    assertEquals("login_failed", event.type());
    assertEquals(null, event.accountId());
  }

  private void begin(String... settings) {
    world = TestWorld.with(Steps.settings(settings));
    steps = new Steps(world);
  }

  private void assertRecorded(String... types) {
    List<AuditEvent> events = world.auditEvents();
    assertEquals(List.of(types), events.stream().map(AuditEvent::type).toList());
    for (AuditEvent event : events) {
      assertEquals("192.0.2.7", event.address());
      assertEquals("Lynx/2.9", event.userAgent());
      assertTrue(event.accountId() != null, event.type());
      assertNoSecretIn(event.detail());
    }
    assertEquals(
        types.length,
        lines.texts.stream().filter(l -> l.contains("event=")).count(),
        "one line for each");
    lines.texts.forEach(this::assertNoSecretIn);
  }

  private void assertNoSecretIn(String text) {
    for (String secret : secrets) {
      assertFalse(text != null && text.contains(secret), () -> text + " has " + secret);
    }
  }

  private String code() {
    return keep(steps.code(ADA));
  }

  private String keep(String secret) {
    secrets.add(secret);
    secrets.add(secret.replace("-", ""));
    return secret;
  }

  private OpenSession keep(OpenSession session) {
    secrets.add(session.token());
    return session;
  }

  private LoginOutcome.Complete keep(LoginOutcome.Complete complete) {
    secrets.add(complete.session().token());
    secrets.addAll(complete.tokens().values());
    return complete;
  }

  /** All that our loggers say, as it would be written. */
  private static final class Lines extends Handler {

    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void publish(LogRecord line) {
      Object[] arguments = line.getParameters();
      texts.add(
          arguments == null
              ? line.getMessage()
              : new MessageFormat(line.getMessage()).format(arguments));
      if (line.getThrown() != null) {
        texts.add(line.getThrown().toString());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
