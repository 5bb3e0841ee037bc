package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.TestWorld;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.InvalidFields;
import dev.latchkey.flows.Steps;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.mfa.passkeys.Passkey;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeysResourceTest {

  private static final String ADA = "ada@example.org";
  private static final String TYPES = "recovery_codes,totp,webauthn";

  private ApiWorld api = ApiWorld.with("MFA_SUPPORTED_TYPES", TYPES);
  private final SoftBrowser browser = new SoftBrowser(URI.create(ApiWorld.ORIGIN));

  @AfterEach
  void close() {
    api.close();
  }

  private void restart(String... settings) {
    api.close();
    api = ApiWorld.with(settings);
  }

  @Test
  void options_forASecondFactor_discourageAResidentKey() {
    JsonObject options = options(begin(verified()));
    assertEquals("app.example", options.getJsonObject("rp").getString("id"));
    assertEquals(
        "{\"residentKey\":\"discouraged\",\"requireResidentKey\":false,"
            + "\"userVerification\":\"discouraged\"}",
        options.getJsonObject("authenticatorSelection").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "false", "1"})
  void options_forAPasskey_requireAResidentKeyWhateverTheValue(String value) {
    JsonObject options = options(begin(verified(), value));
    assertEquals(
        "{\"residentKey\":\"required\",\"requireResidentKey\":true,"
            + "\"userVerification\":\"required\"}",
        options.getJsonObject("authenticatorSelection").toString());
  }

  @Test
  void keys_whereTheyAreNotSupported_areNotFound() {
    restart();
    OpenSession session = verified();
    assertEquals(List.of("not_found"), errors(404, begin(session)));
  }

  @Test
  void keys_withUnverifiedAddress_areAConflict() {
    assertEquals(409, begin(api.world.open(api.world.account(ADA))).getStatus());
  }

  @Test
  void firstKey_added_isReturnedAndBringsRecoveryCodes() {
    OpenSession session = verified();

    JsonObject first = body(200, add(session, begin(session, ""), ",\"name\":\" Blue \""));
    JsonObject second = body(200, add(session, begin(session), ""));

    JsonObject key = first.getJsonObject("data");
    assertEquals(
        Set.of("type", "created_at", "last_used_at", "id", "name", "is_passwordless"),
        key.keySet());
    assertEquals("webauthn", key.getString("type"));
    assertEquals("Blue", key.getString("name"));
    assertTrue(key.getBoolean("is_passwordless"));
    assertEquals("{\"recovery_codes_generated\":true}", first.get("meta").toString());
    assertEquals("{\"recovery_codes_generated\":false}", second.get("meta").toString());
    assertEquals("Security key", second.getJsonObject("data").getString("name"));
  }

  @Test
  void key_ofABrowserThatDoesNotSayWhetherItIsResident_doesNotSayEither() {
    OpenSession session = verified();
    JsonObject credential = browser.create(body(200, begin(session, "")));
    String silent = credential.toString().replace("\"rk\":true", "");
    JsonObject added =
        body(200, passkeys(session, "{\"credential\":" + silent + "}").post())
            .getJsonObject("data");
    assertFalse(added.containsKey("is_passwordless"));
  }

  @Test
  void key_addedTwiceOrWithoutOptions_isIncorrect() {
    OpenSession session = verified();
    JsonObject options = body(200, begin(session));
    String json = "{\"credential\":" + browser.create(options) + "}";
    body(200, passkeys(session, json).post());
    assertEquals(List.of("incorrect_code"), errors(400, passkeys(session, json).post()));
  }

  @Test
  void post_withoutCredential_saysSo_andLeavesTheOptionsValid() {
    OpenSession session = verified();
    JsonObject options = body(200, begin(session));
    assertEquals(List.of("required:credential"), errors(400, passkeys(session, "{}").post()));
    body(200, passkeys(session, "{\"credential\":" + browser.create(options) + "}").post());
  }

  @Test
  void key_addedInALoginThatWaitsForAFactor_completesIt() {
    restart("MFA_SUPPORTED_TYPES", TYPES, "LATCHKEY_MFA_REQUIRED", "everyone");
    Steps steps = new Steps(api.world);
    steps.verified(ADA);
    OpenSession pending = steps.pending(steps.logIn(ADA, TestWorld.PASSWORD));

    Response response = add(pending, begin(pending), "");

    JsonObject data = body(200, response).getJsonObject("data");
    assertEquals(ADA, data.getJsonObject("user").getString("email"));
    assertTrue(api.session(response).session().isAuthenticated());
  }

  @Test
  void key_renamed_isReturnedWithTheNameTrimmed() {
    OpenSession session = verified();
    long id = added(session);
    JsonObject data = body(200, rename(session, "\"" + id + "\"", " Red ")).getJsonObject("data");
    assertEquals("Red", data.getString("name"));
    assertEquals(id, data.getInt("id"));
    String longest = "n".repeat(Passkey.LONGEST_NAME);
    body(200, rename(session, Long.toString(id), longest));
    assertEquals(
        List.of("max_length:name"), errors(400, rename(session, Long.toString(id), longest + "n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                            | required:id required:name",
        "{'id':null,'name':null}       | required:id required:name",
        "{'id':7}                      | required:name",
        "{'id':7,'name':' '}           | required:name",
        "{'id':7,'name':1}             | invalid:name",
        "{'id':7,'name':['Blue']}      | invalid:name",
        "{'name':'Blue'}               | required:id",
        "{'id':'x','name':'Blue'}      | invalid_choice:id",
        "{'id':true,'name':'Blue'}     | invalid_choice:id",
        "{'id':[7],'name':'Blue'}      | invalid_choice:id",
        "{'id':7.5,'name':'Blue'}      | invalid_choice:id",
        "{'id':1e3,'name':'Blue'}      | invalid_choice:id",
        "{'id':987654321,'name':'Blue'}| invalid_choice:id",
        "{'id':{},'name':{}}           | invalid_choice:id invalid:name",
      },
      quoteCharacter = '"')
  void put_invalid_namesTheFields(String json, String errors) {
    Response response = passkeys(verified(), json.replace('\'', '"')).put();
    assertEquals(List.of(errors.split(" ")), errors(400, response));
  }

  static Stream<Arguments> ids() {
    return InvalidFields.ids("authenticators");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void delete_invalid_hasItsError(String json, String error) {
    assertEquals(List.of(error), errors(400, passkeys(verified(), json).delete()));
  }

  @Test
  void delete_ofAppOrRecoveryCodes_isAnInvalidChoice() {
    OpenSession session = verified();
    TestApp.addedTo(api.world, session.session());
    api.world
        .authenticators
        .of(session.session().owner().id())
        .forEach(
            factor ->
                assertEquals(
                    List.of("invalid_choice:authenticators"),
                    errors(400, remove(session, factor.id()))));
  }

  @Test
  void keys_removed_saysNoMoreThanTheStatus() {
    OpenSession session = verified();
    long id = added(session);
    assertEquals("{\"status\":200}", body(200, remove(session, id)).toString());
    assertEquals(List.of("invalid_choice:authenticators"), errors(400, remove(session, id)));
  }

  @Test
  void keys_removedWhereOneIsRequired_isAConflict() {
    restart("MFA_SUPPORTED_TYPES", TYPES, "LATCHKEY_MFA_REQUIRED", "everyone");
    OpenSession session = verified();
    assertEquals(409, remove(session, added(session)).getStatus());
  }

  @Test
  void session_endedMeanwhile_isGone() {
    OpenSession session = verified();
    JsonObject options = body(200, begin(session));
    long id = added(session);
    api.world.logout.end(session.session());
    assertEquals(410, begin(session).getStatus());
    String json = "{\"credential\":" + browser.create(options) + "}";
    assertEquals(410, passkeys(session, json).post().getStatus());
    assertEquals(410, rename(session, Long.toString(id), "Red").getStatus());
    assertEquals(410, remove(session, id).getStatus());
  }

  private OpenSession verified() {
    return api.world.open(new Steps(api.world).verified(ADA));
  }

  private static JsonObject options(Response response) {
    return body(200, response)
        .getJsonObject("data")
        .getJsonObject("creation_options")
        .getJsonObject("publicKey");
  }

  private Response begin(OpenSession session) {
    return passkeys(session, "{}").get(new FakeContainerRequest("GET").asServed().getUriInfo());
  }

  private Response begin(OpenSession session, String passwordless) {
    return passkeys(session, "{}")
        .get(
            new FakeContainerRequest("GET")
                .asking("passwordless", passwordless)
                .asServed()
                .getUriInfo());
  }

  private Response add(OpenSession session, Response options, String more) {
    JsonObject credential = browser.create(body(200, options));
    return passkeys(session, "{\"credential\":" + credential + more + "}").post();
  }

  private long added(OpenSession session) {
    return body(200, add(session, begin(session), "")).getJsonObject("data").getInt("id");
  }

  private Response rename(OpenSession session, String id, String name) {
    return passkeys(session, "{\"id\":%s,\"name\":\"%s\"}".formatted(id, name)).put();
  }

  private Response remove(OpenSession session, long id) {
    return passkeys(session, "{\"authenticators\":[" + id + "]}").delete();
  }

  private PasskeysResource passkeys(OpenSession session, String json) {
    return new FactorResources(api).passkeys(api.exchange(session, json));
  }
}
