package dev.latchkey.admin.bootstrap;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.flows.Outcomes.rejection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.accounts.groups.Groups;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.Problem;
import dev.latchkey.flows.Rejection;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstAdministratorTest {

  private static final String TOKEN = "a-token-that-nobody-guesses-0123456789";

  private TestWorld world = TestWorld.with("LATCHKEY_MFA_REQUIRED", "nobody");

  @AfterEach
  void close() {
    world.close();
  }

  private FirstAdministrator first() {
    return world.bean(FirstAdministrator.class);
  }

  private void underSettings(String... settings) {
    world.close();
    world = TestWorld.with(settings);
  }

  @Test
  void token_notConfigured_isInTheReportAndTheSameOnEveryNode() {
    String sentence = world.bean(BootstrapReport.class).sentence().orElseThrow();
    String token = sentence.substring(sentence.lastIndexOf(' ') + 1);
    assertEquals(43, token.length());
    assertTrue(done(first().admits(token)));
    try (TestWorld second = world.secondNode("SECRET_KEY", TestWorld.SECRET_KEY)) {
      assertEquals(sentence, second.bean(BootstrapReport.class).sentence().orElseThrow());
      assertTrue(done(second.bean(FirstAdministrator.class).admits(token)));
    }
  }

  @Test
  void token_shownByAnyNodeWhileTheSecretKeyIsReplaced_isAccepted() {
    String old = "jmQ4vTz8hWc2RkX7pLs9NdGfYb3uEa5oKi6w";
    underSettings("SECRET_KEY", old);
    String before = sentenceEnd();
    try (TestWorld replaced =
        world.secondNode("SECRET_KEY", TestWorld.SECRET_KEY, "SECRET_KEY_FALLBACKS", old)) {
      String sentence = replaced.bean(BootstrapReport.class).sentence().orElseThrow();
      assertFalse(sentence.endsWith(before), sentence);
      FirstAdministrator node = replaced.bean(FirstAdministrator.class);
      assertTrue(done(node.admits(before)));
      assertTrue(done(node.admits(sentence.substring(sentence.lastIndexOf(' ') + 1))));
    }
  }

  @Test
  void address_ofAnAccount_needsItsPassword_andEndsItsSessions() {
    Account root = world.account("root@example.org");
    OpenSession earlier = world.open(root);
    for (String wrong : List.of("another password altogether", "")) {
      assertEquals(Problem.with("email", "account_exists"), problem(first().create(root(), wrong)));
    }
    assertTrue(first().isOpen());
    assertFalse(isAdministrator(root));
    assertTrue(world.sessions.find(earlier.token()).isPresent());

    long id = done(first().create("ROOT@example.org", TestWorld.PASSWORD));

    assertEquals(root.id(), id);
    assertTrue(isAdministrator(root));
    assertTrue(world.addresses.hasVerified(root));
    assertTrue(world.sessions.find(earlier.token()).isEmpty());
    world.logIn(root());
    assertClosed();
    assertEquals(
        List.of("password", "password"),
        world.auditEvents().stream()
            .filter(e -> e.type().equals("first_admin_refused"))
            .map(AuditEvent::detail)
            .toList());
  }

  @Test
  void address_ofAnAccountThatCannotLogIn_needsAnotherAddress() {
    world.deactivate(world.account("inactive@example.org"));
    world.account(null, "passkey@example.org", null);
    for (String email : List.of("inactive@example.org", "passkey@example.org")) {
      assertEquals(
          Problem.with("email", "account_exists"),
          problem(first().create(email, TestWorld.PASSWORD)));
    }
    done(first().create(root(), TestWorld.PASSWORD));
  }

  @Test
  void passwords_ofAnAccount_canBeGuessedNoMoreOftenThanByALogin() {
    underSettings(
        "ACCOUNT_RATE_LIMITS_ENABLED", "true",
        "ACCOUNT_RATE_LIMITS_AUTHENTICATION_FAILED", "3/300s/user");
    world.account(root());
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Rejection.Problems.class, rejection(first().create(root(), "wrong")));
    }
    assertInstanceOf(
        Rejection.Limited.class, rejection(first().create(root(), TestWorld.PASSWORD)));
  }

  @Test
  void account_promotedConcurrentlyOnTwoNodes_isOne() {
    world.account("root0@example.org");
    world.account("root1@example.org");
    try (TestWorld second = world.secondNode("SECRET_KEY", TestWorld.SECRET_KEY)) {
      AtomicInteger number = new AtomicInteger();
      List<Outcome<Long>> outcomes =
          Together.run(
              8,
              () -> {
                int i = number.incrementAndGet();
                FirstAdministrator node =
                    (i % 2 == 0 ? world : second).bean(FirstAdministrator.class);
                return node.create("root" + i % 3 + "@example.org", TestWorld.PASSWORD);
              });
      assertEquals(1, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
      assertEquals(1, world.count("account_group"));
    }
  }

  private static String root() {
    return "root@example.org";
  }

  private boolean isAdministrator(Account account) {
    return world
        .bean(Groups.class)
        .of(world.accounts.find(account.id()).orElseThrow())
        .contains(Groups.ADMIN);
  }

  @Test
  void token_configured_isTheOnlyOne_andNotReported() {
    String derived = sentenceEnd();
    underSettings("LATCHKEY_ADMIN_BOOTSTRAP_TOKEN", TOKEN);
    assertTrue(done(first().admits(TOKEN)));
    assertFalse(done(first().admits(derived)));
    String sentence = world.bean(BootstrapReport.class).sentence().orElseThrow();
    assertFalse(sentence.contains(TOKEN), sentence);
    assertTrue(sentence.contains("LATCHKEY_ADMIN_BOOTSTRAP_TOKEN"), sentence);
  }

  @Test
  void token_wrong_isRecordedWithoutItsText() {
    for (String wrong : List.of("", "x", TOKEN, TOKEN + "\u0000")) {
      assertFalse(done(first().admits(wrong)));
    }
    assertEquals(4, world.audited().stream().filter("first_admin_refused"::equals).count());
    assertTrue(world.auditEvents().stream().allMatch(e -> e.detail() == null));
  }

  @Test
  void tokens_tried_areLimited() {
    underSettings("ACCOUNT_RATE_LIMITS_ENABLED", "true", "ACCOUNT_RATE_LIMITS_LOGIN", "3/m/ip");
    RequestContext.enter(new RequestContext("192.0.2.7", null, null, Language.ENGLISH));
    try {
      for (int i = 0; i < 3; i++) {
        assertFalse(done(first().admits("x")));
      }
      assertInstanceOf(Rejection.Limited.class, rejection(first().admits(TOKEN)));
    } finally {
      RequestContext.leave();
    }
  }

  @Test
  void administrator_created_isVerifiedAndInTheGroup_andTheLast() {
    long id = done(first().create("root@example.org", TestWorld.PASSWORD));

    Account root = world.accounts.find(id).orElseThrow();
    assertTrue(world.bean(Groups.class).of(root).contains(Groups.ADMIN));
    assertTrue(world.addresses.hasVerified(root));
    world.logIn("root@example.org");
    assertClosed();
    world.delete(root);
    assertClosed();
    assertTrue(world.audited().contains("first_admin_created"));
  }

  @Test
  void password_weak_leavesItOpen() {
    assertInstanceOf(
        Rejection.Problems.class, rejection(first().create("root@example.org", "12345678")));
    assertTrue(first().isOpen());
  }

  @Test
  void administratorsThatExistOrAreNamed_closeIt() {
    Account ada = world.account("ada@example.org");
    assertTrue(first().isOpen());
    world.group(ada, Groups.ADMIN);
    assertClosed();
    underSettings("LATCHKEY_ADMIN_EMAILS", "root@example.org");
    assertClosed();
  }

  @Test
  void requests_concurrentOnTwoNodes_createOne() {
    try (TestWorld second = world.secondNode("SECRET_KEY", TestWorld.SECRET_KEY)) {
      AtomicInteger number = new AtomicInteger();
      List<Outcome<Long>> outcomes =
          Together.run(
              32,
              () -> {
                int i = number.incrementAndGet();
                FirstAdministrator node =
                    (i % 2 == 0 ? world : second).bean(FirstAdministrator.class);
                return node.create("root" + i + "@example.org", TestWorld.PASSWORD);
              });
      assertEquals(1, outcomes.stream().filter(Outcome.Done.class::isInstance).count());
      assertEquals(1, world.count("account"));
      assertEquals(1, world.count("account_group"));
    }
  }

  private String sentenceEnd() {
    String sentence = world.bean(BootstrapReport.class).sentence().orElseThrow();
    return sentence.substring(sentence.lastIndexOf(' ') + 1);
  }

  private void assertClosed() {
    assertFalse(first().isOpen());
    assertTrue(world.bean(BootstrapReport.class).sentence().isEmpty());
    assertInstanceOf(Rejection.Conflict.class, rejection(first().admits(TOKEN)));
    assertInstanceOf(
        Rejection.Conflict.class,
        rejection(first().create("second@example.org", TestWorld.PASSWORD)));
  }
}
