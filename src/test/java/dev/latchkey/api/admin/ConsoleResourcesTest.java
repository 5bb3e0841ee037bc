package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.TestWorld;
import dev.latchkey.admin.AddressControl;
import dev.latchkey.admin.Admin;
import dev.latchkey.admin.LimitControl;
import dev.latchkey.admin.MailControl;
import dev.latchkey.admin.SettingsSearch;
import dev.latchkey.admin.TokenInspector;
import dev.latchkey.admin.bootstrap.FirstAdministrator;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.mail.WaitingMails;
import dev.latchkey.metrics.history.MetricHistory;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resources of what concerns no single account. */
class ConsoleResourcesTest {

  private static final String TOKEN = "a-token-that-nobody-guesses-0123456789";

  private final ApiWorld api =
      ApiWorld.withJwt(
          "LATCHKEY_ADMIN_BOOTSTRAP_TOKEN", TOKEN, "ACCOUNT_RATE_LIMITS_ENABLED", "true");
  private final OpenSession root = api.world.open(api.world.account("root@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  private static UriInfo query(String... parameters) {
    FakeContainerRequest request = new FakeContainerRequest("GET");
    for (int i = 0; i < parameters.length; i += 2) {
      request.asking(parameters[i], parameters[i + 1]);
    }
    return request.asServed().getUriInfo();
  }

  private ChartsResource charts() {
    ChartsResource resource = new ChartsResource();
    resource.exchange = api.exchange(root, "{}");
    resource.database = api.world.database;
    resource.history = api.world.bean(MetricHistory.class);
    return resource;
  }

  private MailResource mail() {
    MailResource resource = new MailResource();
    resource.exchange = api.exchange(root, "{}");
    resource.control = api.world.bean(MailControl.class);
    resource.mails = api.world.bean(WaitingMails.class);
    resource.outcomes = api.outcomes;
    return resource;
  }

  private RateLimitsResource limits() {
    RateLimitsResource resource = new RateLimitsResource();
    resource.exchange = api.exchange(root, "{}");
    resource.limits = api.world.bean(LimitControl.class);
    return resource;
  }

  private Response inspect(String json) {
    TokensResource resource = new TokensResource();
    resource.exchange = api.exchange(root, json.replace('\'', '"'));
    resource.database = api.world.database;
    resource.inspector = api.world.bean(TokenInspector.class);
    return resource.inspect();
  }

  private BootstrapResource bootstrap(String json) {
    BootstrapResource resource = new BootstrapResource();
    resource.exchange = api.anonymous(json.replace('\'', '"'));
    resource.first = api.world.bean(FirstAdministrator.class);
    resource.outcomes = api.outcomes;
    return resource;
  }

  @Test
  void charts_byDefault_areADayOfMinutes() {
    JsonObject data = body(200, charts().read(query())).getJsonObject("data");
    JsonObject series = data.getJsonObject("series");
    assertEquals(60, data.getInt("bucket"));
    assertEquals(11, series.size());
    for (String name : series.keySet()) {
      int size = series.getJsonArray(name).size();
      assertEquals((data.getInt("to") - data.getInt("from")) / 60, size);
      assertTrue(size == 1440 || size == 1441, name + size);
    }
  }

  @Test
  void charts_inLongBuckets_haveFew() {
    JsonObject data = body(200, charts().read(query("bucket", "3600"))).getJsonObject("data");
    int size = data.getJsonObject("series").getJsonArray("logins").size();
    assertTrue(size == 24 || size == 25, () -> "" + size);
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, 0, invalid_integer",
    "bucket, 61, invalid",
    "bucket, 86460, invalid_integer",
    "bucket, -60, invalid_integer",
    "bucket, +60, invalid_integer",
    "bucket, x, invalid_integer",
    "since, yesterday, invalid",
    "until, 1, invalid",
    "until, x, invalid",
  })
  void charts_ofInvalidParameters_areRejected(String name, String value, String code) {
    assertEquals(List.of(code + ":" + name), errors(400, charts().read(query(name, value))));
  }

  @Test
  void mail_invalid_namesAllParameters() {
    assertEquals(
        List.of("invalid:state", "invalid_integer:after", "invalid_integer:limit"),
        errors(400, mail().list(query("state", "sent", "after", "x", "limit", "0"))));
    assertThrows(NotFoundException.class, () -> mail().retry(987654321));
    assertThrows(NotFoundException.class, () -> mail().discard(987654321));
  }

  @Test
  void testMail_goesToTheAdministrator_andIsListed() {
    assertEquals(409, mail().test().getStatus());
    api.world
        .bean(AddressControl.class)
        .verify(root.session().owner().id(), "root@example.org", new Admin(1, 2));
    assertEquals(
        "root@example.org", body(200, mail().test()).getJsonObject("data").getString("email"));
    JsonObject listed = body(200, mail().list(query("state", "waiting")));
    assertEquals("test", listed.getJsonArray("data").getJsonObject(0).getString("kind"));
    assertFalse(listed.getJsonObject("meta").getJsonObject("transport").getBoolean("delivers"));
    int id = listed.getJsonArray("data").getJsonObject(0).getInt("id");
    assertEquals(200, mail().retry(id).getStatus());
    assertEquals(200, mail().discard(id).getStatus());
    assertTrue(
        api.world
            .audited()
            .containsAll(
                List.of(
                    "admin_sent_test_mail",
                    "admin_listed_mail",
                    "admin_retried_mail",
                    "admin_discarded_mail")));
  }

  @Test
  void rateLimits_invalid_areRejected() {
    assertEquals(
        List.of("invalid_integer:account"), errors(400, limits().list(query("account", "x"))));
    assertThrows(NotFoundException.class, () -> limits().lift("unknown"));
    JsonObject none = body(200, limits().list(query()));
    assertEquals("[]", none.get("data").toString());
    assertFalse(none.getJsonObject("meta").getBoolean("truncated"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', required:token",
    "'{\"token\":1}', invalid:token",
    "'{\"token\":\" \"}', required:token",
  })
  void inspection_ofNoText_isRejected(String json, String error) {
    assertEquals(List.of(error), errors(400, inspect(json)));
  }

  @Test
  void token_inspected_isNotRecorded() {
    String token = api.world.logIn("root@example.org").tokens().get("access_token");
    JsonObject found = body(200, inspect("{'token':'" + token + "'}")).getJsonObject("data");
    assertTrue(found.getBoolean("valid"));
    assertEquals("root@example.org", found.getJsonObject("account").getString("email"));
    assertFalse(found.toString().contains(token));
    assertFalse(api.world.auditEvents().stream().anyMatch(e -> ("" + e.detail()).contains("eyJ")));
    JsonObject bad = body(200, inspect("{'token':'a.b.c'}")).getJsonObject("data");
    assertEquals("unknown", bad.getString("reason"));
  }

  @Test
  void settings_areListedByFamily() {
    SettingsResource resource = new SettingsResource();
    resource.exchange = api.exchange(root, "{}");
    resource.settings = api.world.bean(SettingsSearch.class);
    String text = body(200, resource.list()).toString();
    assertTrue(text.contains("\"name\":\"SECRET_KEY\""), text);
    assertFalse(text.contains(TestWorld.SECRET_KEY), text);
    assertFalse(text.contains(TOKEN), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                          | required:token",
        "{'token':7}                                                 | invalid:token",
        "{'token':'wrong','email':'x','password':1}                  | invalid_bootstrap_token:token",
        "{'token':'TOKEN'}                                           | required:email required:password",
        "{'token':'TOKEN','email':'x','password':1}                  | invalid:email invalid:password",
        "{'token':'TOKEN','email':'a@example.org','password':'12345678'} | password_entirely_numeric:password password_too_common:password",
        "{'token':'TOKEN','email':'root@example.org','password':'a Long pass phrase'} | account_exists:email",
      })
  void bootstrap_invalid_namesTheFields(String json, String errors) {
    Response response = bootstrap(json.replace("TOKEN", TOKEN)).create();
    assertEquals(List.of(errors.split(" ")), errors(400, response));
    assertTrue(open());
  }

  @Test
  void bootstrap_done_isClosedForAll() {
    String json =
        "{'token':'" + TOKEN + "','email':'first@example.org','password':'a Long pass phrase'}";
    assertEquals(
        "first@example.org",
        body(201, bootstrap(json).create()).getJsonObject("data").getString("email"));
    assertFalse(open());
    assertEquals(List.of("bootstrap_closed"), errors(409, bootstrap(json).create()));
    assertEquals(List.of("bootstrap_closed"), errors(409, bootstrap("{'token':'x'}").create()));
  }

  private boolean open() {
    return body(200, bootstrap("{}").state()).getJsonObject("data").getBoolean("open");
  }
}
