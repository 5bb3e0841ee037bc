package dev.latchkey.flows;

import static dev.latchkey.flows.Outcomes.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.flows.login.LoginStage;
import dev.latchkey.mail.Channel;
import dev.latchkey.mail.Destination;
import dev.latchkey.mail.sms.PhoneNumber;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.CodePurpose;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.PendingLogin;
import dev.latchkey.sessions.Proof;
import dev.latchkey.sessions.Session;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stage that an application may add: it completes a login with a code sent to a phone. */
class CodeByShortMessageTest {

  private static final String ADA = "ada@example.org";
  private static final PhoneNumber NUMBER = PhoneNumber.parse("+4915112345678").orElseThrow();
  private static final String FLOW = "login_by_short_message";
  private static final int ENOUGH_SECONDS = 20;

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final TestWorld world =
      TestWorld.withStagesAndSms(
          List.of(new PhoneStage()), List.of((number, text) -> sent.add(number + " " + text)));
  private final Steps steps = new Steps(world);

  @AfterEach
  void close() {
    RequestContext.leave();
    world.delivery.stop();
    threads.shutdownNow();
    world.close();
  }

  @Test
  void loginCode_byShortMessage_completesTheLogin() throws InterruptedException {
    world.account(ADA);
    world.delivery.start(threads);
    RequestContext.enter(new RequestContext(null, null, null, Language.DUTCH));
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    String message = sent.poll(ENOUGH_SECONDS, TimeUnit.SECONDS);
    assertTrue(message.startsWith("+4915112345678 "), message);
    assertTrue(message.contains(" is je inlogcode. "), message);
    String code = message.split(" ")[1];
    assertEquals(
        Channel.SMS,
        steps
            .now(pending)
            .orElseThrow()
            .state()
            .code(CodePurpose.LOGIN)
            .orElseThrow()
            .to()
            .channel());

    assertEquals(
        Problem.with("code", "incorrect_code"), problem(confirm(pending, Steps.wrong(code))));
    LoginOutcome.Complete complete = steps.complete(confirm(pending, code));

    assertEquals(
        List.of("password", "sms"),
        complete.session().session().state().methods().stream().map(Proof::method).toList());
    assertTrue(world.mails().isEmpty(), "nothing went by mail");
  }

  @Test
  void resentCode_goesToTheSameNumber_andReplacesTheFirst() throws InterruptedException {
    world.account(ADA);
    world.delivery.start(threads);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));
    String first = sent.poll(ENOUGH_SECONDS, TimeUnit.SECONDS).split(" ")[1];
    world.database.transaction(
        () -> {
          Session session = world.sessions.lock(steps.now(pending).orElseThrow()).orElseThrow();
          session.remember(
              session
                  .state()
                  .with(
                      world.codeMessages.resend(
                          session.state().code(CodePurpose.LOGIN).orElseThrow())));
        });
    String second = sent.poll(ENOUGH_SECONDS, TimeUnit.SECONDS).split(" ")[1];

    assertEquals(Problem.with("code", "incorrect_code"), problem(confirm(pending, first)));
    steps.complete(confirm(pending, second));
  }

  private Outcome<LoginOutcome> confirm(OpenSession pending, String code) {
    return world.redemption.redeem(
        CodePurpose.LOGIN,
        "code",
        code,
        steps.now(pending),
        session -> world.stages.pending(session, FLOW).isPresent(),
        (session, right) ->
            Outcome.of(
                world.pendingLogins.advance(
                    FLOW,
                    Optional.of(session),
                    (account, login) ->
                        Optional.of(login.with(Proof.by("sms", world.database.now())))),
                new Rejection.NotPending()));
  }

  private final class PhoneStage implements LoginStage {

    @Override
    public String flow() {
      return FLOW;
    }

    @Override
    public int order() {
      return 150;
    }

    @Override
    public boolean isOwed(Account account, PendingLogin login) {
      return !login.hasProven("sms");
    }

    @Override
    public void begin(Session session, Account account, PendingLogin login) {
      session.remember(
          session
              .state()
              .with(
                  world.codeMessages.sendToOwner(
                      CodePurpose.LOGIN, Destination.phone(NUMBER), account.id())));
    }
  }
}
