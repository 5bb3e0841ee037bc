package dev.latchkey.api.account;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.flows.Outcomes;
import dev.latchkey.flows.Steps;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryCodesResourceTest {

  private ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  private void restart(String... settings) {
    api.close();
    api = ApiWorld.with(settings);
  }

  @Test
  void codes_ofAccountWithoutFactor_areMissingAndCannotBeGenerated() {
    OpenSession session = verified();
    assertEquals(List.of("not_found"), errors(404, codes(session).get()));
    assertEquals(List.of("cannot_generate_recovery_codes"), errors(400, codes(session).post()));
  }

  @Test
  void codes_whereTheyAreNotSupported_areMissing() {
    restart("MFA_SUPPORTED_TYPES", "totp");
    OpenSession session = withFactor();
    assertEquals(List.of("not_found"), errors(404, codes(session).get()));
    assertEquals(List.of("not_found"), errors(404, codes(session).post()));
  }

  @Test
  void codes_shown_areAllThatAreUnused() {
    OpenSession session = withFactor();

    JsonObject data = data(codes(session).get());

    assertEquals(
        Set.of(
            "type",
            "created_at",
            "last_used_at",
            "total_code_count",
            "unused_code_count",
            "unused_codes"),
        data.keySet());
    assertEquals("recovery_codes", data.getString("type"));
    assertEquals(10, data.getInt("total_code_count"));
    assertEquals(10, data.getInt("unused_code_count"));
    assertEquals(10, unused(data).size());
  }

  @Test
  void code_used_isCountedButNotShown() {
    OpenSession session = withFactor();
    String code = unused(data(codes(session).get())).get(3);
    Outcomes.done(api.world.secondFactors.reauthenticate(session.session(), code));

    JsonObject data = data(codes(session).get());

    assertEquals(10, data.getInt("total_code_count"));
    assertEquals(9, data.getInt("unused_code_count"));
    assertEquals(9, unused(data).size());
    assertFalse(unused(data).contains(code));
    assertEquals(api.world.clock.instant().getEpochSecond(), data.getInt("last_used_at"));
  }

  @Test
  void codes_shownOnlyOnce_areCountedAfterwards() {
    restart("MFA_RECOVERY_CODES_SHOW_ONCE", "true");
    OpenSession session = withFactor();
    assertEquals(10, unused(data(codes(session).get())).size());

    JsonObject again = data(codes(session).get());

    assertFalse(again.containsKey("unused_codes"));
    assertEquals(10, again.getInt("unused_code_count"));
    assertTrue(data(codes(session).post()).containsKey("unused_codes"));
  }

  @Test
  void codes_askedForByHead_areStillShownOnce() {
    restart("MFA_RECOVERY_CODES_SHOW_ONCE", "true");
    OpenSession session = withFactor();

    Response response = codes(session).head();

    assertEquals(200, response.getStatus());
    assertFalse(response.hasEntity());
    assertEquals(10, unused(data(codes(session).get())).size());
  }

  @Test
  void codes_askedForByHeadWithoutAny_areMissing() {
    assertEquals(404, codes(verified()).head().getStatus());
  }

  @Test
  void codes_generatedAnew_areShown() {
    OpenSession session = withFactor();
    List<String> before = unused(data(codes(session).get()));

    List<String> generated = unused(data(codes(session).post()));

    assertEquals(10, generated.size());
    assertNotEquals(before, generated);
    assertEquals(generated, unused(data(codes(session).get())));
  }

  @Test
  void session_endedMeanwhile_isGone() {
    OpenSession session = withFactor();
    api.world.logout.end(session.session());
    assertEquals(410, codes(session).get().getStatus());
    assertEquals(410, codes(session).post().getStatus());
  }

  private OpenSession verified() {
    return api.world.open(new Steps(api.world).verified("ada@example.org"));
  }

  private OpenSession withFactor() {
    OpenSession session = verified();
    TestApp.addedTo(api.world, session.session());
    return session;
  }

  private static JsonObject data(Response response) {
    return body(200, response).getJsonObject("data");
  }

  private static List<String> unused(JsonObject data) {
    return data.getJsonArray("unused_codes").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  private RecoveryCodesResource codes(OpenSession session) {
    return new FactorResources(api).codes(api.exchange(session, "{}"));
  }
}
