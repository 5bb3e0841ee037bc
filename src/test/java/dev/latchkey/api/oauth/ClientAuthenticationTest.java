package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.request.RequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientAuthenticationTest {

  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";
  private static final String[] SETTINGS = {
    "LATCHKEY_CLIENTS_SHOP_SECRET", "s3cr+t :%",
    "latchkey.clients.Wiki-2.secret", "other",
    "ACCOUNT_RATE_LIMITS_ENABLED", "true",
    "LATCHKEY_ALLOW_WEAK_SECRETS", "true"
  };

  private final TestWorld world = TestWorld.with(SETTINGS);
  private final ClientAuthentication clients = on(world);

  @BeforeEach
  void comeFromHere() {
    from(HERE);
  }

  @AfterEach
  void close() {
    RequestContext.leave();
    world.close();
  }

  @Test
  void basicCredentials_formEncoded_areDecoded() {
    assertKnown("shop", basic("shop:s3cr%2Bt+%3A%25"), "");
    assertKnown("Wiki-2", basic("Wiki-2:other").replace("Basic", "bASIC"), "");
  }

  @Test
  void credentials_inTheForm_areAccepted() {
    assertKnown("shop", null, "client_id=shop&client_secret=s3cr%2Bt+%3A%25");
  }

  @Test
  void credentials_unknown_areRejected() {
    for (String header :
        List.of(
            "",
            "Basic",
            "Basic ",
            "Basic !",
            basic("shop"),
            basic("shop:"),
            basic("shop:other"),
            basic("nobody:x"),
            "Bearer x")) {
      world.clock.advance(Duration.ofMinutes(1));
      assertInstanceOf(ClientAuthentication.Unknown.class, of(header, ""), header);
    }
    assertInstanceOf(ClientAuthentication.Unknown.class, of(null, "client_id=shop"));
    assertInstanceOf(ClientAuthentication.Unknown.class, of(null, "client_secret=other"));
  }

  @Test
  void credentials_givenInTwoWays_areRejected() {
    assertInstanceOf(
        ClientAuthentication.Confused.class,
        of(basic("Wiki-2:other"), "client_id=Wiki-2&client_secret=other"));
  }

  @Test
  void guesses_beyondTheLimit_areNotLookedAt() {
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(ClientAuthentication.Unknown.class, of(basic("shop:wrong"), ""));
    }

    assertInstanceOf(ClientAuthentication.Limited.class, of(RIGHT, ""));
    from("::ffff:" + HERE);
    assertInstanceOf(
        ClientAuthentication.Limited.class, of(null, "client_id=Wiki-2&client_secret=other"));
    from(THERE);
    assertKnown("shop", RIGHT, "");
    from(HERE);
    world.clock.advance(Duration.ofMinutes(1));
    assertKnown("shop", RIGHT, "");
  }

  @Test
  void clientSeenBefore_beyondTheLimit_isNotShutOut() {
    assertKnown("shop", RIGHT, "");
    for (int i = 0; i < 12; i++) {
      of(basic("shop:wrong"), "");
    }

    assertKnown("shop", RIGHT, "");
    assertInstanceOf(
        ClientAuthentication.Limited.class, of(null, "client_id=Wiki-2&client_secret=other"));
  }

  @Test
  void rightSecrets_areNotCounted() {
    for (int i = 0; i < 30; i++) {
      ClientAuthentication justStarted = on(world);
      assertInstanceOf(ClientAuthentication.Known.class, justStarted.of(RIGHT, form("token=x")));
    }

    assertEquals(List.of(), world.audited());
    assertEquals(0, world.counters.limited().value("client_authentication_failed"));
  }

  @Test
  void requestsWithoutSecret_areNoGuesses() {
    for (int i = 0; i < 30; i++) {
      of(null, "client_id=shop");
      of(basic("shop"), "");
      of("Bearer x", "");
    }

    assertEquals(List.of(), world.audited());
    assertKnown("shop", RIGHT, "");
  }

  @Test
  void guesses_areRecordedWithTheClientThatIsMeant() {
    of(basic("shop:wrong"), "");
    of(basic("a+secret+in+the+wrong+place:shop"), "");

    assertEquals(
        List.of("client_authentication_failed", "client_authentication_failed"), world.audited());
    assertEquals("shop", world.auditEvents().get(0).detail());
    assertEquals(HERE, world.auditEvents().get(0).address());
    assertNull(world.auditEvents().get(1).detail());
  }

  @Test
  void guessesAtOnce_onTwoNodes_areAsManyAsTheLimitAllows() {
    try (TestWorld other = world.secondNode(SETTINGS)) {
      ClientAuthentication elsewhere = on(other);
      AtomicInteger turn = new AtomicInteger();
      List<ClientAuthentication.Result> results =
          Together.run(
              32,
              () -> {
                from(HERE);
                ClientAuthentication node = turn.getAndIncrement() % 2 == 0 ? clients : elsewhere;
                return node.of(basic("shop:wrong"), form(""));
              });

      assertEquals(
          10, results.stream().filter(ClientAuthentication.Unknown.class::isInstance).count());
      assertEquals(
          22, results.stream().filter(ClientAuthentication.Limited.class::isInstance).count());
      assertEquals(10, world.audited().size());
    }
  }

  private static final String RIGHT = basic("shop:s3cr%2Bt+%3A%25");

  private static ClientAuthentication on(TestWorld node) {
    return new ClientAuthentication(node.settings, node.limiter, node.audit);
  }

  private static void from(String address) {
    RequestContext.enter(new RequestContext(address, null, null, null));
  }

  private static FormBody form(String text) {
    return FormBody.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private void assertKnown(String id, String header, String form) {
    assertEquals(new ClientAuthentication.Known(id), of(header, form));
  }

  private ClientAuthentication.Result of(String header, String form) {
    return clients.of(header, form(form));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
