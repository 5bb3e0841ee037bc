package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.cookies;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static dev.latchkey.api.exchange.ApiWorld.flows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.audit.AuditType;
import dev.latchkey.flows.Steps;
import dev.latchkey.mail.SentMail;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDeletionResourceTest {

  private static final String ADA = "ada@example.org";
  private static final Path MIGRATIONS =
      Path.of("src/main/resources/dev/latchkey/persistence/migrations");
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\(([^;]*)\\);");

  private final ApiWorld api =
      ApiWorld.with(
          "LATCHKEY_ACCOUNT_DELETION", "true",
          "LATCHKEY_ADMIN_EMAILS", "root@example.org",
          "ACCOUNT_EMAIL_NOTIFICATIONS", "true",
          "MFA_TRUST_ENABLED", "true");
  private final TestWorld world = api.world;
  private final Steps steps = new Steps(world);
  private final Account account = steps.verified(ADA);
  private final OpenSession ada = world.open(account);

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void account_deletedByItsUser_leavesOnlyEventsAndOneMail() {
    TestApp.addedTo(world, ada.session());
    api.trust(ada, RequestContext.NONE);
    OpenSession elsewhere = world.open(account);
    int mails = world.mails().size();

    Response response = delete(ada);

    assertFalse(body(401, response).getJsonObject("meta").getBoolean("is_authenticated"));
    assertEquals(Optional.empty(), world.accounts.find(account.id()));
    assertEquals(Optional.empty(), steps.now(ada));
    assertEquals(Optional.empty(), steps.now(elsewhere));
    assertFalse(world.addresses.isTaken(ADA));
    assertEquals(List.of(), rowsOf(account));
    assertEquals(List.of(ADA), world.mails().stream().skip(mails).map(SentMail::to).toList());
    assertEquals(
        List.of(AuditType.ACCOUNT_DELETED.text()),
        world.audited().stream().filter(type -> type.contains("deleted")).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void client_afterwards_hasNoCredentials(boolean inBrowser) {
    if (inBrowser) {
      api.inBrowser();
    }
    Response response = delete(ada);
    assertEquals(inBrowser, cookies(response).contains("sessionid"));
    assertEquals(inBrowser ? 401 : 410, delete(ada).getStatus());
  }

  @Test
  void address_ofADeletedAccount_canSignUpAgain() {
    delete(ada);
    assertTrue(world.account(ADA).id() > account.id());
  }

  @Test
  void user_whoAuthenticatedLongAgo_mustReauthenticate() {
    world.clock.advance(Duration.ofHours(1));
    assertEquals(List.of("reauthenticate"), flows(401, delete(ada)));
    assertTrue(world.accounts.find(account.id()).isPresent());
  }

  @Test
  void user_whoAuthenticatedLongAgo_withoutAMethodToDoSoAgain_mustLogInAnew() {
    Account eve = world.account(null, "eve@example.org", null);
    OpenSession session = world.open(eve);
    world.clock.advance(Duration.ofHours(1));
    Response response = delete(session);
    assertTrue(body(401, response).getJsonObject("meta").getBoolean("is_authenticated"));
    assertTrue(world.accounts.find(eve.id()).isPresent());
  }

  @Test
  void administrator_isRejected() {
    Account root = steps.verified("root@example.org");
    assertEquals(409, delete(world.open(root)).getStatus());
    assertTrue(world.accounts.find(root.id()).isPresent());
  }

  @Test
  void nobody_isUnauthorized() {
    assertEquals(401, resource(api.anonymous("{}")).delete().getStatus());
  }

  @Test
  void deletion_switchedOff_isNotThere() {
    try (ApiWorld other = ApiWorld.with()) {
      OpenSession bob = other.world.open(new Steps(other.world).verified("bob@example.org"));
      AccountDeletionResource resource = resource(other, other.exchange(bob, "{}"));
      assertEquals(List.of("not_found"), errors(404, resource.delete()));
      assertTrue(steps(other).isVerified(bob.session().owner(), "bob@example.org"));
    }
  }

  /** The tables that still have a row of an account; events stay until they expire. */
  private List<String> rowsOf(Account deleted) {
    return tablesWithAccounts().stream()
        .filter(table -> !table.equals("audit_event"))
        .filter(table -> count(table, deleted.id()) > 0)
        .toList();
  }

  private long count(String table, long id) {
    return world.database.transaction(
        () ->
            ((Number)
                    world
                        .database
                        .entities()
                        .createNativeQuery(
                            "SELECT COUNT(*) FROM " + table + " WHERE account_id = " + id)
                        .getSingleResult())
                .longValue());
  }

  private static List<String> tablesWithAccounts() {
    try (Stream<Path> files = Files.walk(MIGRATIONS)) {
      List<String> tables =
          files
              .filter(Files::isRegularFile)
              .map(AccountDeletionResourceTest::read)
              .flatMap(sql -> TABLE.matcher(sql).results())
              .filter(table -> table.group(2).contains("account_id "))
              .map(table -> table.group(1))
              .toList();
      assertTrue(tables.containsAll(List.of("session", "email_address", "trusted_device")));
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Steps steps(ApiWorld api) {
    return new Steps(api.world);
  }

  private Response delete(OpenSession session) {
    return resource(api.exchange(session, "{}")).delete();
  }

  private AccountDeletionResource resource(Exchange exchange) {
    return resource(api, exchange);
  }

  private static AccountDeletionResource resource(ApiWorld api, Exchange exchange) {
    AccountDeletionResource resource = new AccountDeletionResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.deletion = api.world.deletion;
    resource.answers = api.answers;
    resource.outcomes = api.outcomes;
    return resource;
  }
}
