package dev.latchkey.api.exchange;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.api.exchange.ApiWorld.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.FakeContainerRequest;
import dev.latchkey.mfa.passkeys.Registered;
import dev.latchkey.texts.Language;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RelyingParty;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all requests with a credential share. */
class PasskeysTest {

  private static final String REGISTRATION =
      "{'id':'AQID','rawId':'AQID','type':'public-key',"
          + "'response':{'clientDataJSON':'BAUG','attestationObject':'BwgJ'},"
          + "'clientExtensionResults':{'credProps':{'rk':true}}}";
  private static final String AUTHENTICATION =
      "{'id':'AQID','rawId':'AQID','type':'public-key','response':{'clientDataJSON':'BAUG',"
          + "'authenticatorData':'BwgJ','signature':'CgsM','userHandle':'NDI'}}";

  private ApiWorld api = ApiWorld.with();

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                         | required",
        "{'credential':null}        | required",
        "{'credential':{}}          | required",
        "{'credential':'{}'}        | required",
        "{'credential':''}          | invalid",
        "{'credential':'{'}         | invalid",
        "{'credential':'[1]'}       | invalid",
        "{'credential':7}           | invalid",
        "{'credential':true}        | invalid",
        "{'credential':[{'id':''}]} | invalid",
      })
  void credential_missingOrNoObject_isNamed(String json, String code) {
    assertEquals(List.of(code + ":credential"), errors(400, register(json)));
    assertEquals(List.of(code + ":credential"), errors(400, authenticate(json)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'id':'AQID'}",
        "{'type':'public-key','response':{}}",
        "{'other':1}",
      })
  void credential_malformed_isIncorrect_namedOnlyWhereOneIsUsed(String credential) {
    String json = "{'credential':" + credential + "}";
    assertEquals(List.of("incorrect_code"), errors(400, register(json)));
    assertEquals(List.of("incorrect_code:credential"), errors(400, authenticate(json)));
  }

  @Test
  void credential_asObjectOrAsItsText_isRead() {
    assertEquals(204, register("{'credential':" + REGISTRATION + "}").getStatus());
    assertEquals(204, authenticate("{'credential':" + AUTHENTICATION + "}").getStatus());
    assertEquals(204, register(asText(REGISTRATION)).getStatus());
    assertEquals(204, authenticate(asText(AUTHENTICATION)).getStatus());
  }

  @Test
  void name_isTrimmedAndOptional() {
    String credential = "{'credential':" + REGISTRATION;
    assertEquals(Optional.empty(), registered(credential + "}").name());
    assertEquals(Optional.empty(), registered(credential + ",'name':' '}").name());
    assertEquals(Optional.of("Blue"), registered(credential + ",'name':' Blue '}").name());
    assertEquals(Optional.of(true), registered(credential + "}").resident());
  }

  @Test
  void name_tooLongOrNoText_isRejectedBeforeTheCredentialIsUsed() {
    String credential = "{'credential':" + REGISTRATION;
    assertEquals(
        List.of("max_length:name"),
        errors(400, register(credential + ",'name':'" + "n".repeat(101) + "'}")));
    assertEquals(List.of("invalid:name"), errors(400, register(credential + ",'name':7}")));
    assertEquals(
        List.of("required:credential", "invalid:name"), errors(400, register("{'name':[]}")));
  }

  @ParameterizedTest
  @CsvSource({
    "app.example, app.example, https://app.example",
    "APP.example:8443, app.example, https://app.example:8443",
  })
  void party_withoutSetting_isTheHostOfTheRequest(String host, String id, String origin) {
    api.withHeader(null, "Host", host);
    assertEquals(new RelyingParty(id, Set.of(origin)), api.passkeys.party());
  }

  @Test
  void party_ofARequestWithoutHost_isThatOfTheSettings() {
    api.close();
    api = ApiWorld.with("MFA_WEBAUTHN_RP_ID", "example.org");
    Exchange exchange = new Exchange();
    exchange.arrived(new FakeContainerRequest("GET").asServed(), Language.ENGLISH, null);
    api.passkeys.exchange = exchange;
    assertEquals("example.org", api.passkeys.party().id());
  }

  @Test
  void options_areBelowTheirName() {
    assertEquals(
        "{\"creation_options\":{}}",
        body(200, Passkeys.creation(JsonValue.EMPTY_JSON_OBJECT)).get("data").toString());
    assertEquals(
        "{\"request_options\":{}}",
        body(200, Passkeys.request(JsonValue.EMPTY_JSON_OBJECT)).get("data").toString());
  }

  private static String asText(String credential) {
    return "{'credential':'" + credential.replace("'", "\\'") + "'}";
  }

  private Registered registered(String json) {
    Registered[] registered = new Registered[1];
    api.anonymous(quoted(json));
    api.passkeys.registering(
        r -> {
          registered[0] = r;
          return Response.noContent().build();
        });
    return registered[0];
  }

  private Response register(String json) {
    api.anonymous(quoted(json));
    return api.passkeys.registering(registered -> Response.noContent().build());
  }

  private Response authenticate(String json) {
    api.anonymous(quoted(json));
    return api.passkeys.authenticating(PasskeysTest::used);
  }

  private static Response used(AuthenticationResponse response) {
    assertEquals("42", new String(response.userHandle(), StandardCharsets.UTF_8));
    return Response.noContent().build();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
