package dev.latchkey.api.admin;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.accounts.Account;
import dev.latchkey.admin.AuditSearch;
import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.audit.AuditType;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.OpenSession;
import dev.latchkey.texts.Language;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditResourceTest {

  private final ApiWorld api = ApiWorld.with();
  private final Account ada = api.world.account("ada@example.org");
  private final OpenSession root = api.world.open(api.world.account("root@example.org"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void event_ofAUser_saysWhoWhereAndWhat() {
    RequestContext.enter(new RequestContext("192.0.2.7", "Agent/1", null, Language.ENGLISH));
    api.world.audit.record(AuditType.MFA_ADDED, ada.id(), 7L, "totp");

    JsonObject event = events(list()).get(0);

    assertEquals(
        List.of(
            "id", "at", "type", "outcome", "account", "session", "address", "user_agent", "detail"),
        List.copyOf(event.keySet()));
    assertEquals(api.world.clock.instant().getEpochSecond(), event.getInt("at"));
    assertEquals("mfa_added", event.getString("type"));
    assertEquals(ada.id(), event.getInt("account"));
    assertEquals(7, event.getInt("session"));
    assertEquals("192.0.2.7", event.getString("address"));
    assertEquals("Agent/1", event.getString("user_agent"));
    assertEquals("totp", event.getString("detail"));
  }

  @Test
  void event_ofNoUser_leavesAccountAndSessionOut_andTheRestIsNull() {
    api.world.audit.record(AuditType.RECOVERY_CODES_GENERATED, null, null);
    JsonObject event = events(list()).get(0);
    assertEquals(
        List.of("id", "at", "type", "outcome", "address", "user_agent", "detail"),
        List.copyOf(event.keySet()));
    assertEquals(JsonValue.NULL, event.get("address"));
    assertEquals(JsonValue.NULL, event.get("detail"));
  }

  @Test
  void page_full_saysWhereTheNextBegins() {
    for (String detail : List.of("first", "second", "third")) {
      api.world.audit.record(AuditType.MFA_ADDED, ada.id(), null, detail);
    }
    JsonObject first = body(200, list("type", "mfa_added", "limit", "2"));
    assertEquals(List.of("third", "second"), details(first));
    String before = first.getJsonObject("meta").get("before").toString();
    assertEquals(before, first.getJsonArray("data").getJsonObject(1).get("id").toString());

    JsonObject second = body(200, list("type", "mfa_added", "limit", "2", "before", before));

    assertEquals(List.of("first"), details(second));
    assertFalse(second.containsKey("meta"));
  }

  @Test
  void query_invalid_namesAllParameters_andReadsNothing() {
    Response response =
        list(
            "account", "ada",
            "type", "a\u0007b",
            "since", "yesterday",
            "until", "-1",
            "before", "1.5",
            "limit", "0");
    assertEquals(
        List.of(
            "invalid_integer:account",
            "invalid:type",
            "invalid:since",
            "invalid:until",
            "invalid_integer:before",
            "invalid_integer:limit"),
        errors(400, response));
    assertEquals(List.of(), api.world.audited());
  }

  private static List<String> details(JsonObject body) {
    return body.getJsonArray("data").getValuesAs(JsonObject.class).stream()
        .map(event -> event.getString("detail"))
        .toList();
  }

  private static List<JsonObject> events(Response response) {
    return body(200, response).getJsonArray("data").getValuesAs(JsonObject.class);
  }

  private Response list(String... parameters) {
    FakeContainerRequest request = new FakeContainerRequest("GET");
    for (int i = 0; i < parameters.length; i += 2) {
      request.asking(parameters[i], parameters[i + 1]);
    }
    AuditResource resource = new AuditResource();
    resource.exchange = api.exchange(root, "{}");
    resource.search = api.world.bean(AuditSearch.class);
    return resource.list(request.asServed().getUriInfo());
  }
}
