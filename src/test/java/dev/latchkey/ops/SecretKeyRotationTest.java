package dev.latchkey.ops;

import static dev.latchkey.flows.Outcomes.done;
import static dev.latchkey.flows.Outcomes.problem;
import static dev.latchkey.settings.types.AuthenticatorType.TOTP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.Jwt;
import dev.latchkey.LogRecords;
import dev.latchkey.TestWorld;
import dev.latchkey.Together;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.secrets.SecretBox;
import dev.latchkey.crypto.secrets.SecretKeys;
import dev.latchkey.flows.Steps;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.jose.TokenUse;
import dev.latchkey.jose.keyfiles.Fixture;
import dev.latchkey.mail.SentMail;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.tokens.RefreshedTokens;
import dev.latchkey.tokens.TokenOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code SECRET_KEY} is replaced, and previous keys are dropped, without losing anything. */
class SecretKeyRotationTest {

  private static final String FIRST = "the first secret key, which has a comma: Zx8Qw3Er5Ty7";
  private static final String SECOND = "the second secret key: kq7RwT2mZ9xVb4LdNf6YhJ3s";
  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";

  private final List<TestWorld> nodes = new ArrayList<>();
  private final TestWorld before = first();

  private TestWorld first() {
    TestWorld world =
        TestWorld.withJwt(settings("SECRET_KEY", FIRST, "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true"));
    nodes.add(world);
    return world;
  }

  @BeforeEach
  void begin() {
    before.keys.signing();
  }

  @AfterEach
  void close() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).close();
    }
  }

  @Test
  void tokens_ofThePreviousKey_stayValid() {
    before.account(ADA);
    LoginOutcome.Complete login = before.logIn(ADA);
    TestWorld rotated = rotated();

    assertReads(rotated, login.tokens());
    String next = refreshed(rotated, login.tokens().get("refresh_token"));
    assertNotEquals(
        Jwt.of(login.tokens().get("refresh_token")).header().getString("kid"),
        Jwt.of(next).header().getString("kid"));
    assertTrue(before.strategy.refresh(next).isEmpty(), "it does not have the new key");
    assertTrue(rotated.strategy.refresh(next).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"derived", "signing"})
  void tokens_signedWithThePreviousKeyItself_stayValid(String refreshTokenKey) {
    for (String algorithm : List.of("HS256", "HS512")) {
      String[] more = {
        "HEADLESS_JWT_ALGORITHM", algorithm, "HEADLESS_JWT_REFRESH_TOKEN_KEY", refreshTokenKey
      };
      String longFirst = FIRST + FIRST;
      String longSecond = SECOND + SECOND;
      TestWorld earlier = node(longFirst, List.of(), more);
      String email = algorithm + ADA;
      earlier.account(email);
      Map<String, String> tokens = earlier.logIn(email).tokens();

      TestWorld later =
          node(longSecond, List.of("too short for HS512: " + SECOND, longFirst), more);

      assertReads(later, tokens);
      assertTrue(later.strategy.refresh(tokens.get("refresh_token")).isPresent());
      TestWorld without = node(longSecond, List.of(), more);
      assertTrue(without.accessTokens.validate(tokens.get("access_token")).isEmpty());
    }
  }

  @Test
  void linksAndCodes_ofThePreviousKey_stayValid() {
    Steps steps = new Steps(before);
    before.account(ADA);
    before.account(BOB);
    before.resetRequest.request(ADA, Optional.empty());
    String reset = steps.resetKey(ADA);
    OpenSession pending = pending(before, BOB);
    String code = steps.code(BOB);
    TestWorld rotated = rotated();

    done(rotated.reset.look(reset, Optional.empty()));
    done(rotated.loginByCode.confirm(code, rotated.sessions.find(pending.token())));
  }

  @Test
  void verificationLinks_ofThePreviousKey_stayValid() {
    Steps steps = new Steps(before);
    steps.signUp(ADA);
    String key = steps.verificationKey(ADA);

    done(rotated().verification.verify(key, Optional.empty()));
  }

  @Test
  void previousKey_droppedAfterEverythingIsEncryptedAnew_losesNothingStored() {
    Steps steps = new Steps(before);
    before.account(ADA);
    before.resetRequest.request(ADA, Optional.empty());
    String link = steps.resetKey(ADA);
    String kid = kid(before);
    before.keys.rotateNow();
    String access = before.logIn(ADA).tokens().get("access_token");
    String signs = kid(before);
    List<String> published = published(before);

    TestWorld rotated = rotated();
    assertEquals(signs, kid(rotated), "read with the previous key");
    resealing(rotated).run();
    TestWorld dropped = node(SECOND, List.of());

    assertEquals(signs, kid(dropped));
    assertEquals(published, published(dropped));
    assertTrue(published.contains(kid), "a key that retires");
    assertEquals(link, new Steps(dropped).resetKey(ADA), "a mail that was not sent");
    dropped.keys.rotateNow();
    assertNotEquals(signs, kid(dropped), "the private halves of the waiting keys");
    assertTrue(dropped.keys.verify(access, TokenUse.ACCESS).verified().isPresent());
    assertTrue(dropped.logIn(ADA).tokens().containsKey("refresh_token"));
    assertTrue(before.count("signing_key") < 10, "no other ring was made");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void secondFactors_afterThePreviousKeyIsDropped_stayValid(boolean shownOnce) {
    TestWorld earlier =
        node(FIRST, List.of(), "MFA_RECOVERY_CODES_SHOW_ONCE", String.valueOf(shownOnce));
    Session owner = earlier.open(new Steps(earlier).verified(ADA)).session();
    TestApp app = TestApp.addedTo(earlier, owner);
    List<String> codes = done(earlier.recoveryCodes.show(owner)).unused().orElseThrow();
    authenticate(earlier, codes.get(3));

    TestWorld rotated = rotated();
    authenticate(rotated, app.code());
    authenticate(rotated, codes.get(4));
    resealing(rotated).run();
    TestWorld dropped = node(SECOND, List.of());
    before.clock.advance(Duration.ofMinutes(1));

    authenticate(dropped, app.code());
    authenticate(dropped, codes.get(5));
    assertEquals(7, done(dropped.recoveryCodes.show(owner)).unusedCount());
    for (String used : List.of(codes.get(3), codes.get(4), app.wrong())) {
      problem(dropped.secondFactors.authenticate(used, Optional.of(factorPending(dropped))));
    }
  }

  private static void authenticate(TestWorld node, String code) {
    done(node.secondFactors.authenticate(code, Optional.of(factorPending(node))));
  }

  private static Session factorPending(TestWorld node) {
    return new Steps(node)
        .pending(
            node.login.byPassword(LoginMethod.EMAIL, ADA, TestWorld.PASSWORD, Optional.empty()))
        .session();
  }

  @Test
  void previousKey_droppedTooEarly_makesAnotherRing() {
    String kid = kid(before);
    assertNotEquals(kid, kid(node(SECOND, List.of())));
  }

  @Test
  void storedKeys_whileAnotherKeyIsConfigured_areEncryptedAnewAllTheSame() {
    String kid = kid(before);
    String[] configured = {"HEADLESS_JWT_PRIVATE_KEY", Fixture.text("ec-p256-pkcs8.pem")};
    TestWorld rotated = node(SECOND, List.of(FIRST), configured);
    assertNotEquals(kid, kid(rotated));

    resealing(rotated).run();

    assertEquals(kid, kid(node(SECOND, List.of())));
  }

  @Test
  void encryptingAnew_isReportedOnceItIsComplete() {
    TestWorld rotated = rotated();
    Resealing resealing = resealing(rotated);
    try (LogRecords log = LogRecords.of("dev.latchkey.keys")) {
      for (int i = 0; i < 4; i++) {
        resealing.run();
      }
      List<String> lines = log.messages();
      assertEquals(2, lines.size(), lines::toString);
      assertTrue(lines.get(0).startsWith("4 stored secrets are now encrypted"), lines.get(0));
      assertTrue(lines.get(1).startsWith("Everything stored is encrypted"), lines.get(1));
      assertFalse(lines.toString().contains(FIRST) || lines.toString().contains(SECOND));
    }
  }

  @Test
  void encryptingAnew_repeated_writesNothing() {
    sealed(120, FIRST);
    TestWorld rotated = rotated();
    Resealing resealing = resealing(rotated);
    resealing.run();
    List<?> contents = contents();

    resealing.run();

    assertEquals(contents, contents());
    assertEquals(120, opened(SECOND));
    assertEquals(0, opened(FIRST));
  }

  @Test
  void encryptingAnew_onceComplete_isRepeatedAfterAPause() {
    Resealing resealing = resealing(rotated());
    resealing.run();
    resealing.run();
    sealed(3, FIRST);
    resealing.run();
    assertEquals(3, opened(FIRST), "it rests");

    before.clock.advance(Duration.ofMinutes(6));
    resealing.run();

    assertEquals(3, opened(SECOND));
  }

  @Test
  void encryptingAnew_ofManyFactors_missesNone() {
    String sealed = new SecretBox(SecretKeys.only(FIRST), "totp").sealText("a secret");
    List<Account> owners =
        IntStream.range(0, 450).mapToObj(i -> before.account("user" + i + "@example.org")).toList();
    before.database.transaction(
        () ->
            owners.stream()
                .map(owner -> Authenticator.only(owner, TOTP, sealed, 0, before.database.now()))
                .forEach(before.authenticators::add));

    resealing(rotated()).run();

    SecretBox current = new SecretBox(SecretKeys.only(SECOND), "totp");
    for (Account owner : owners) {
      String data = before.authenticators.find(owner.id(), TOTP).orElseThrow().data();
      assertEquals(Optional.of("a secret"), current.openText(data));
    }
  }

  @Test
  void encryptingAnew_withoutPreviousKeys_touchesNothing() {
    sealed(3, FIRST);
    int attempts = before.database.attempts();
    resealing(before).run();
    assertEquals(attempts, before.database.attempts());
    assertEquals(3, opened(FIRST));
  }

  @Test
  void encryptingAnew_isDoneByOneNodeAtATime() {
    TestWorld one = rotated();
    TestWorld other = rotated();
    resealing(one).run();
    sealed(3, FIRST);
    resealing(other).run();
    assertEquals(3, opened(FIRST), "the other node has the lease");

    before.clock.advance(Duration.ofMinutes(3));
    resealing(other).run();

    assertEquals(3, opened(SECOND));
  }

  @Test
  void encryptingAnew_whatNoKeyOpens_leavesItAlone() {
    sealed(2, "a third secret key that is no longer configured");
    sealed(2, FIRST);
    resealing(rotated()).run();
    assertEquals(2, opened(SECOND));
    assertEquals(4, contents().size());
  }

  /** The documented order: all nodes read both keys before any writes with the new one. */
  @Test
  void nodes_rotatedInTheDocumentedOrder_readEachOtherAtEveryStep() {
    before.account(ADA);
    TestWorld prepared = node(FIRST, List.of(SECOND));
    assertReadEachOther(before, prepared);

    TestWorld switched = node(SECOND, List.of(FIRST));
    assertReadEachOther(prepared, switched);
    resealing(switched).run();
    assertReadEachOther(prepared, switched);
    before.clock.advance(Duration.ofMinutes(3));
    resealing(prepared).run();
    assertReadEachOther(prepared, switched);

    before.clock.advance(Duration.ofMinutes(3));
    TestWorld last = node(SECOND, List.of(FIRST));
    resealing(last).run();
    TestWorld dropped = node(SECOND, List.of());
    assertReadEachOther(last, dropped);
    assertEquals(kid(before), kid(dropped));
  }

  @Test
  void node_withThePreviousKeyAlone_keepsServingAfterEncryptionAnew() {
    before.account(ADA);
    String kid = kid(before);
    TestWorld rotated = rotated();
    resealing(rotated).run();
    long keys = before.count("signing_key");

    try (LogRecords log = LogRecords.of("dev.latchkey.keys.KeyRing")) {
      before.keys.upkeep();
      assertTrue(log.messages().toString().contains("LATCHKEY_PREVIOUS_SECRET_KEYS"));
    }

    assertEquals(keys, before.count("signing_key"), "it adds no ring of its own");
    assertEquals(kid, kid(before));
    assertEquals(kid, kid(rotated));
    Map<String, String> tokens = before.logIn(ADA).tokens();
    assertTrue(before.accessTokens.validate(tokens.get("access_token")).isPresent());
    assertTrue(before.strategy.refresh(tokens.get("refresh_token")).isPresent());
  }

  @Test
  void nodes_withTheKeysTheOtherWayRound_encryptingConcurrently_loseNothing() {
    sealed(200, FIRST);
    TestWorld prepared = node(FIRST, List.of(SECOND));
    TestWorld switched = node(SECOND, List.of(FIRST));
    List<TestWorld> both = List.of(prepared, switched);

    AtomicInteger turn = new AtomicInteger();
    Together.run(4, () -> sealAnew(both.get(turn.getAndIncrement() % 2)));

    assertEquals(200, opened(FIRST) + opened(SECOND));
    both.forEach(node -> assertEquals(kid(before), kid(node)));
    sealAnew(switched);
    assertEquals(200, opened(SECOND));
    assertEquals(kid(before), kid(node(SECOND, List.of())));
  }

  private static int sealAnew(TestWorld node) {
    return node.keys.sealAnew() + node.outbox.sealAnew();
  }

  private void assertReadEachOther(TestWorld one, TestWorld other) {
    for (List<TestWorld> pair : List.of(List.of(one, other), List.of(other, one))) {
      TestWorld writes = pair.get(0);
      TestWorld reads = pair.get(1);
      Map<String, String> tokens = writes.logIn(ADA).tokens();
      assertReads(reads, tokens);
      String next = refreshed(reads, tokens.get("refresh_token"));
      assertTrue(writes.strategy.refresh(next).isPresent());
      forgetMails();
      writes.resetRequest.request(ADA, Optional.empty());
      List<SentMail> mails = SentMail.in(reads.database, reads.secrets);
      assertFalse(mails.isEmpty());
      done(reads.reset.look(new Steps(reads).resetKey(ADA), Optional.empty()));
      reads.keys.upkeep();
      assertEquals(kid(writes), kid(reads));
    }
  }

  private static void assertReads(TestWorld node, Map<String, String> tokens) {
    String access = tokens.get("access_token");
    assertTrue(node.accessTokens.validate(access).isPresent());
    assertTrue(node.accessTokens.validateWithSession(access).isPresent());
    assertTrue(node.strategy.readBearer(access) instanceof TokenOutcome.Accepted);
    assertTrue(node.tokens.readRefresh(tokens.get("refresh_token")).isPresent());
  }

  private static String refreshed(TestWorld node, String token) {
    return node.strategy.refresh(token).flatMap(RefreshedTokens::refreshToken).orElseThrow();
  }

  private static OpenSession pending(TestWorld node, String email) {
    return new Steps(node).pending(node.loginCodeRequest.request(email, Optional.empty()));
  }

  private TestWorld rotated() {
    return node(SECOND, List.of(FIRST), "ACCOUNT_LOGIN_BY_CODE_ENABLED", "true");
  }

  /** Another node on the same database. */
  private TestWorld node(String current, List<String> previous, String... more) {
    List<String> all = new ArrayList<>(List.of(settings("HEADLESS_TOKEN_STRATEGY", "jwt")));
    all.addAll(List.of("SECRET_KEY", current));
    if (!previous.isEmpty()) {
      all.add("LATCHKEY_PREVIOUS_SECRET_KEYS");
      all.add(String.join(",", previous.stream().map(k -> k.replace(",", "\\,")).toList()));
    }
    all.addAll(Arrays.asList(more));
    TestWorld world = before.secondNode(all.toArray(String[]::new));
    nodes.add(world);
    return world;
  }

  private static String[] settings(String... more) {
    return Steps.settings(more);
  }

  private static Resealing resealing(TestWorld node) {
    return new Resealing(
        node.database, node.secrets, List.of(node.keys, node.outbox, node.sealedFactors));
  }

  private static String kid(TestWorld node) {
    return node.keys.signing().kid().orElseThrow();
  }

  private static List<String> published(TestWorld node) {
    return node.keys.published().json().getJsonArray("keys").stream()
        .map(key -> key.asJsonObject().getString("kid"))
        .toList();
  }

  /** Mails of this many, encrypted with a key. */
  private void sealed(int count, String secretKey) {
    SecretBox box = new SecretBox(SecretKeys.only(secretKey), "mail");
    long first = 1_000_000 + before.count("outbound_mail");
    before.database.transaction(
        () ->
            IntStream.range(0, count)
                .forEach(
                    i ->
                        before
                            .database
                            .entities()
                            .createNativeQuery(
                                "INSERT INTO outbound_mail (id, content, attempts, next_attempt, expires_at)"
                                    + " VALUES (?1, ?2, 0, 0, 9000000000000)")
                            .setParameter(1, first + i)
                            .setParameter(2, box.sealText("mail " + i))
                            .executeUpdate()));
  }

  private void forgetMails() {
    before.database.transaction(
        () ->
            before
                .database
                .entities()
                .createNativeQuery("DELETE FROM outbound_mail")
                .executeUpdate());
  }

  private List<?> contents() {
    before.database.entities().clear();
    return before
        .database
        .entities()
        .createNativeQuery("SELECT content FROM outbound_mail ORDER BY id")
        .getResultList();
  }

  private long opened(String secretKey) {
    SecretBox box = new SecretBox(SecretKeys.only(secretKey), "mail");
    return contents().stream().filter(c -> box.openText((String) c).isPresent()).count();
  }
}
