package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.admin.AccountControl;
import dev.latchkey.admin.AccountCreation;
import dev.latchkey.admin.AccountSearch;
import dev.latchkey.admin.AddressControl;
import dev.latchkey.admin.Invitation;
import dev.latchkey.admin.SessionControl;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.flows.Steps;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources of accounts: all of them, and one. */
class AccountResourcesTest {

  private static final long UNKNOWN = 987654321;

  /** That of the world of the running test. */
  private static SessionControl sessionControl;

  private static final List<String> BRIEF =
      List.of(
          "id",
          "username",
          "emails",
          "is_active",
          "has_usable_password",
          "created",
          "groups",
          "effective_groups");

  private final ApiWorld api = ApiWorld.withJwt("HEADLESS_JWT_ISSUER", "https://id.example.org");
  private final OpenSession root = api.world.open(api.world.account("root@example.org"));
  private final long rootId = root.session().owner().id();

  /** What can be done with one account. */
  enum Action {
    READ("{}", AccountResource::read),
    DELETE("{}", AccountResource::delete),
    DEACTIVATE("{}", AccountResource::deactivate),
    ACTIVATE("{}", AccountResource::activate),
    END_SESSIONS("{}", resource -> sessions(resource).endAll()),
    LIST_SESSIONS("{}", resource -> sessions(resource).list()),
    SET_GROUPS("{'groups':['staff']}", AccountResource::setGroups),
    SET_ATTRIBUTES("{'attributes':{'city':'London'}}", AccountResource::setAttributes);

    private final String body;
    private final Function<AccountResource, Response> call;

    Action(String body, Function<AccountResource, Response> call) {
      this.body = body;
      this.call = call;
    }

    private static AccountSessionsResource sessions(AccountResource of) {
      AccountSessionsResource resource = new AccountSessionsResource();
      resource.exchange = of.exchange;
      resource.control = of.control;
      resource.sessions = sessionControl;
      resource.id = of.id;
      return resource;
    }

    boolean isForbiddenOnOneself() {
      return this == DELETE || this == DEACTIVATE;
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void account_unknown_isNotFound(Action action) {
    assertThrows(NotFoundException.class, () -> call(action, UNKNOWN));
    assertThrows(NotFoundException.class, () -> call(action, 0));
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void account_ofAnotherUser_isReadAndChanged(Action action) {
    JsonObject body = body(200, call(action, verified("ada@example.org")));
    assertEquals(action == Action.READ || action == Action.LIST_SESSIONS, body.containsKey("data"));
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void account_ofTheAdministrator_isNotDeletedOrDeactivated(Action action) {
    assertEquals(action.isForbiddenOnOneself() ? 409 : 200, call(action, rootId).getStatus());
    assertTrue(api.world.accounts.find(rootId).orElseThrow().isActive());
  }

  @Test
  void account_read_hasAllButItsPassword() {
    long id = verified("ada@example.org");
    call(Action.SET_GROUPS, id);
    call(Action.SET_ATTRIBUTES, id);

    JsonObject account = body(200, call(Action.READ, id)).getJsonObject("data");

    assertEquals(
        Stream.concat(BRIEF.stream(), Stream.of("attributes")).toList(),
        List.copyOf(account.keySet()));
    assertEquals(
        "[{\"email\":\"ada@example.org\",\"verified\":true,\"primary\":true}]",
        account.get("emails").toString());
    assertEquals("[\"staff\"]", account.get("groups").toString());
    assertEquals("{\"city\":\"London\"}", account.get("attributes").toString());
  }

  static Stream<String[]> invalidGroups() {
    return Stream.of(
        new String[] {"{}", "required:groups"},
        new String[] {"{'groups':null}", "required:groups"},
        new String[] {"{'groups':'staff'}", "invalid_list:groups"},
        new String[] {"{'groups':{'staff':true}}", "invalid_list:groups"},
        new String[] {"{'groups':['staff',7]}", "invalid:groups"},
        new String[] {"{'groups':[null]}", "invalid:groups"},
        new String[] {"{'groups':['']}", "invalid:groups"},
        new String[] {"{'groups':[' ']}", "invalid:groups"},
        new String[] {"{'groups':['a,b']}", "invalid:groups"},
        new String[] {"{'groups':['a\\u0007b']}", "invalid:groups"},
        new String[] {"{'groups':['" + "g".repeat(101) + "']}", "invalid:groups"},
        new String[] {"{'groups':[" + names(101, "'g%d'") + "]}", "invalid_list:groups"});
  }

  @ParameterizedTest
  @MethodSource("invalidGroups")
  void groups_invalid_haveTheirError(String json, String error) {
    AccountResource resource = resource(verified("ada@example.org"), json);
    assertEquals(List.of(error), errors(400, resource.setGroups()));
  }

  @Test
  void groups_ofTheGreatestNumberAndLength_areSet() {
    long id = verified("ada@example.org");
    for (String json :
        List.of(
            "{'groups':[]}",
            "{'groups':['" + "g".repeat(100) + "']}",
            "{'groups':['b','a','b']}",
            "{'groups':[" + names(100, "'g%d'") + "]}")) {
      assertEquals(200, resource(id, json).setGroups().getStatus());
    }
    JsonObject account = body(200, call(Action.READ, id)).getJsonObject("data");
    assertEquals(100, account.getJsonArray("groups").size());
  }

  static Stream<String[]> invalidAttributes() {
    return Stream.of(
        new String[] {"{}", "required:attributes"},
        new String[] {"{'attributes':null}", "required:attributes"},
        new String[] {"{'attributes':[]}", "invalid:attributes"},
        new String[] {"{'attributes':'{}'}", "invalid:attributes"},
        new String[] {"{'attributes':{'city':7}}", "invalid:attributes"},
        new String[] {"{'attributes':{'city':null}}", "invalid:attributes"},
        new String[] {"{'attributes':{'':'x'}}", "invalid:attributes"},
        new String[] {"{'attributes':{'a,b':'x'}}", "invalid:attributes"},
        new String[] {"{'attributes':{'a\\nb':'x'}}", "invalid:attributes"},
        new String[] {"{'attributes':{'" + "a".repeat(101) + "':'x'}}", "invalid:attributes"},
        new String[] {
          "{'attributes':{'city':'" + "x".repeat(2001) + "'}}", "max_length:attributes"
        },
        new String[] {"{'attributes':{" + names(101, "'a%d':'x'") + "}}", "invalid:attributes"});
  }

  @ParameterizedTest
  @MethodSource("invalidAttributes")
  void attributes_invalid_haveTheirError(String json, String error) {
    AccountResource resource = resource(verified("ada@example.org"), json);
    assertEquals(List.of(error), errors(400, resource.setAttributes()));
  }

  @Test
  void groups_thatMakeTokensTooLong_areRejectedByTheirName() {
    long id = verified("ada@example.org");
    String json = "{'groups':[" + names(100, "'" + "\u20ac".repeat(90) + "%d'") + "]}";
    assertEquals(List.of("token_too_long:groups"), errors(400, resource(id, json).setGroups()));
    assertEquals(200, call(Action.READ, id).getStatus());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                           | required:email",
        "{'email':null,'username':' '}                | required:email",
        "{'email':'nobody'}                           | invalid:email",
        "{'email':7,'username':'ada'}                 | invalid:email",
        "{'username':'a b@'}                          | invalid:username",
        "{'username':['ada']}                         | invalid:username",
        "{'email':'a@example.org','email_verified':1} | invalid:email_verified",
        "{'email':'a@example.org','password':1}       | invalid:password",
        "{'email':'a@example.org','groups':{}}        | invalid_list:groups",
        "{'email':'a@example.org','attributes':[]}    | invalid:attributes",
        "{'email':'root@example.org'}                 | email_taken:email",
        "{'email':1,'username':1,'groups':1}          | invalid:email invalid:username invalid_list:groups",
      })
  void create_invalid_namesTheFields(String json, String errors) {
    assertEquals(List.of(errors.split(" ")), errors(400, accounts(json).create()));
  }

  @Test
  void account_created_isReturnedInFull() {
    JsonObject account =
        body(
                201,
                accounts(
                        "{'email':'Ada@example.org','email_verified':true,'username':'ada',"
                            + "'groups':['b','a'],'attributes':{'y':'2','x':'1'}}")
                    .create())
            .getJsonObject("data");
    assertEquals("ada", account.getString("username"));
    assertFalse(account.getBoolean("has_usable_password"));
    assertEquals(
        "[{\"email\":\"ada@example.org\",\"verified\":true,\"primary\":true}]",
        account.get("emails").toString());
    assertEquals("[\"a\",\"b\"]", account.get("groups").toString());
    assertEquals("{\"x\":\"1\",\"y\":\"2\"}", account.get("attributes").toString());
  }

  @Test
  void account_createdByUsernameAlone_hasNoAddress() {
    JsonObject account =
        body(201, accounts("{'username':'ada','email_verified':true}").create())
            .getJsonObject("data");
    assertEquals("[]", account.get("emails").toString());
  }

  @Test
  void accounts_listed_areBrief() {
    JsonObject body = body(200, list());
    assertEquals(List.of("status", "data"), List.copyOf(body.keySet()));
    assertEquals(BRIEF, List.copyOf(body.getJsonArray("data").getJsonObject(0).keySet()));
  }

  @Test
  void page_full_saysWhereTheNextBegins() {
    long ada = verified("ada@example.org");
    JsonObject first = body(200, list("limit", "1"));
    assertEquals("{\"after\":" + rootId + "}", first.get("meta").toString());
    JsonObject second = body(200, list("limit", "1", "after", Long.toString(rootId)));
    assertEquals("{\"after\":" + ada + "}", second.get("meta").toString());
    JsonObject last = body(200, list("limit", "1", "after", Long.toString(ada)));
    assertEquals("{\"status\":200,\"data\":[]}", last.toString());
  }

  @Test
  void query_invalid_namesAllParameters() {
    Response response = list("q", "x".repeat(255), "active", "yes", "after", "-1", "limit", "201");
    assertEquals(
        List.of("invalid:q", "invalid:active", "invalid_integer:after", "invalid_integer:limit"),
        errors(400, response));
  }

  private long verified(String email) {
    return new Steps(api.world).verified(email).id();
  }

  private static String names(int count, String form) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(","));
  }

  private Response call(Action action, long id) {
    return action.call.apply(resource(id, action.body));
  }

  private Response list(String... parameters) {
    FakeContainerRequest request = new FakeContainerRequest("GET");
    for (int i = 0; i < parameters.length; i += 2) {
      request.asking(parameters[i], parameters[i + 1]);
    }
    return accounts("{}").list(request.asServed().getUriInfo());
  }

  private AccountResource resource(long id, String json) {
    AccountResource resource = new AccountResource();
    resource.exchange = api.exchange(root, json.replace('\'', '"'));
    resource.search = api.world.bean(AccountSearch.class);
    resource.control = api.world.bean(AccountControl.class);
    resource.addresses = api.world.bean(AddressControl.class);
    resource.invitation = api.world.bean(Invitation.class);
    resource.outcomes = api.outcomes;
    sessionControl = api.world.bean(SessionControl.class);
    resource.id = id;
    return resource;
  }

  private AccountsResource accounts(String json) {
    AccountsResource resource = new AccountsResource();
    resource.exchange = api.exchange(root, json.replace('\'', '"'));
    resource.search = api.world.bean(AccountSearch.class);
    resource.creation = api.world.bean(AccountCreation.class);
    resource.invitation = api.world.bean(Invitation.class);
    resource.outcomes = api.outcomes;
    return resource;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                            | required:email",
        "{'email':'nobody'}                            | invalid:email",
        "{'email':7}                                   | invalid:email",
        "{'email':'a@example.org','username':'a b@'}   | invalid:username",
        "{'email':'a@example.org','groups':{}}         | invalid_list:groups",
        "{'email':'a@example.org','attributes':[]}     | invalid:attributes",
        "{'email':'root@example.org'}                  | email_taken:email",
      })
  void invitation_invalid_namesTheFields(String json, String errors) {
    assertEquals(List.of(errors.split(" ")), errors(400, accounts(json).invite()));
    assertEquals(List.of(), api.world.mails());
  }

  @Test
  void user_invited_hasAnAccountWithoutPassword_andAMail() {
    JsonObject account =
        body(201, accounts("{'email':'ada@example.org','username':'ada'}").invite())
            .getJsonObject("data");

    assertFalse(account.getBoolean("has_usable_password"));
    assertEquals(
        "[{\"email\":\"ada@example.org\",\"verified\":false,\"primary\":true}]",
        account.get("emails").toString());
    assertEquals("You have been invited", api.world.mailTo("ada@example.org").subject());
    assertTrue(api.world.mailTo("ada@example.org").text().contains("Your user name: ada"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', required:email",
    "'{\"email\":\"nobody\"}', invalid:email",
    "'{\"email\":\"other@example.org\"}', invalid_choice:email",
  })
  void verification_ofWhatIsNoAddressOfTheAccount_isRejected(String json, String error) {
    long id = verified("ada@example.org");
    assertEquals(List.of(error), errors(400, resource(id, json).verifyEmail()));
  }

  @Test
  void verification_ofAnAddressVerifiedElsewhere_isAConflict() {
    verified("bob@example.org");
    long id = verified("ada@example.org");
    String json = "{'email':'bob@example.org'}";
    assertEquals(409, resource(id, json).verifyEmail().getStatus());
    assertEquals(404, resource(UNKNOWN, json).verifyEmail().getStatus());
    assertEquals(404, resource(UNKNOWN, "{}").sendReset().getStatus());
  }

  @Test
  void session_unknownOrOfAnotherAccount_isNotFound() {
    long id = verified("ada@example.org");
    AccountSessionsResource sessions = Action.sessions(resource(id, "{}"));
    assertThrows(NotFoundException.class, () -> sessions.end(UNKNOWN));
    assertThrows(NotFoundException.class, () -> sessions.end(root.session().id()));
  }
}
