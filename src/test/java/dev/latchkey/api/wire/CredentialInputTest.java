package dev.latchkey.api.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RegistrationResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialInputTest {

  /** What both kinds of response have in common, and each of its own; all are read in each test. */
  private static final String VALID =
      "{'type':'public-key','id':'AQID','rawId':'AQIDBA','response':{'clientDataJSON':'BAUG',"
          + "'attestationObject':'BwgJ','transports':['usb','nfc'],"
          + "'authenticatorData':'CgsM','signature':'DQ4P','userHandle':'NDI'},"
          + "'clientExtensionResults':{'credProps':{'rk':true}}}";

  @Test
  void registration_valid_isDecoded() {
    RegistrationResponse response = input(VALID).registration().orElseThrow();
    assertArrayEquals(new byte[] {1, 2, 3}, response.id());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, response.rawId());
    assertArrayEquals(new byte[] {4, 5, 6}, response.clientDataJson());
    assertArrayEquals(new byte[] {7, 8, 9}, response.attestationObject());
    assertEquals(Set.of("usb", "nfc"), response.transports());
  }

  @Test
  void authentication_valid_isDecoded() {
    AuthenticationResponse response = input(VALID).authentication().orElseThrow();
    assertArrayEquals(new byte[] {1, 2, 3}, response.id());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, response.rawId());
    assertArrayEquals(new byte[] {4, 5, 6}, response.clientDataJson());
    assertArrayEquals(new byte[] {10, 11, 12}, response.authenticatorData());
    assertArrayEquals(new byte[] {13, 14, 15}, response.signature());
    assertArrayEquals(new byte[] {'4', '2'}, response.userHandle());
  }

  @Test
  void bytes_padded_areRead() {
    CredentialInput input =
        input(VALID.replace("'AQIDBA'", "'AQIDBA=='").replace("'NDI'", "'NDI='"));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, input.registration().orElseThrow().rawId());
    assertArrayEquals(new byte[] {'4', '2'}, input.authentication().orElseThrow().userHandle());
  }

  /** A member, and which kinds of response need it. */
  @ParameterizedTest
  @CsvSource({
    "type, true, true",
    "id, true, true",
    "rawId, true, true",
    "response, true, true",
    "clientDataJSON, true, true",
    "attestationObject, true, false",
    "authenticatorData, false, true",
    "signature, false, true",
    "userHandle, false, false",
    "transports, false, false",
    "clientExtensionResults, false, false",
    "credProps, false, false",
  })
  void member_missing_makesTheKindsMalformedThatNeedIt(
      String member, boolean registration, boolean authentication) {
    CredentialInput input = input(VALID.replace("'" + member + "':", "'other':"));
    assertEquals(registration, input.registration().isEmpty());
    assertEquals(authentication, input.authentication().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'public-key', 'PUBLIC-KEY'",
        "'public-key', ['public-key']",
        "'public-key', null",
        "'AQID', null",
        "'AQID', 7",
        "'AQID', {}",
        "'AQID', 'AQ+/'",
        "'AQID', 'AQID='",
        "'AQID', 'A'",
        "'AQID', 'AQ ID'",
        "'AQID', 'AQ\u00e9D'",
        "'AQIDBA', 'AQIDBA='",
        "'AQIDBA', true",
        "'BAUG', ['BAUG']",
      })
  void member_ofAnotherForm_isMalformed(String valid, String other) {
    CredentialInput input = input(VALID.replace(valid, other));
    assertEquals(Optional.empty(), input.registration());
    assertEquals(Optional.empty(), input.authentication());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "'{}'", "[]", "[{}]", "true"})
  void response_thatIsNoObject_isMalformed(String response) {
    String json = "{'type':'public-key','id':'AQID','rawId':'AQID','response':" + response + "}";
    assertEquals(Optional.empty(), input(json).registration());
    assertEquals(Optional.empty(), input(json).authentication());
  }

  @Test
  void userHandle_missingOrNull_isNone() {
    assertNull(withUserHandle("null").orElseThrow().userHandle());
    assertArrayEquals(new byte[0], withUserHandle("''").orElseThrow().userHandle());
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "false", "['NDI']", "{}", "'N'", "'ND/+'"})
  void userHandle_ofAnotherForm_isMalformed(String handle) {
    assertEquals(Optional.empty(), withUserHandle(handle));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "'usb'", "{}", "7", "[]", "[7,null,{},['usb']]"})
  void transports_thatAreNoTexts_areIgnored(String transports) {
    assertEquals(Set.of(), withTransports(transports));
  }

  @Test
  void transports_tooManyOrTooLong_areLeftOut() {
    String many =
        IntStream.range(0, 20).mapToObj(i -> "'t" + i + "'").collect(Collectors.joining(","));
    assertEquals(
        IntStream.range(0, 10).mapToObj(i -> "t" + i).collect(Collectors.toSet()),
        withTransports("[" + many + "]"));
    String longest = "x".repeat(32);
    assertEquals(
        Set.of("usb", longest), withTransports("['usb','" + longest + "','" + longest + "x']"));
    assertEquals(Set.of("usb"), withTransports("['usb','usb']"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "{'credProps':{'rk':true}}, true",
        "{'credProps':{'rk':false}}, false",
        "{'credProps':{'rk':'true'}},",
        "{'credProps':{'rk':1}},",
        "{'credProps':{'rk':null}},",
        "{'credProps':{}},",
        "{'credProps':true},",
        "{'credProps':null},",
        "{'rk':true},",
        "{},",
        "null,",
        "[],",
      })
  void resident_isWhatTheExtensionSaysInAFlag(String results, Boolean resident) {
    CredentialInput input = input("{'clientExtensionResults':" + results + "}");
    assertEquals(Optional.ofNullable(resident), input.resident());
  }

  private static Optional<AuthenticationResponse> withUserHandle(String handle) {
    return input(VALID.replace("'NDI'", handle)).authentication();
  }

  private static Set<String> withTransports(String transports) {
    return input(VALID.replace("['usb','nfc']", transports))
        .registration()
        .orElseThrow()
        .transports();
  }

  private static CredentialInput input(String credential) {
    String json = "{'credential':" + credential + "}";
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    JsonBody.Parsed parsed = assertInstanceOf(JsonBody.Parsed.class, JsonBody.parse(body));
    return new CredentialInput(new Fields(parsed.body()).requiredObject("credential"));
  }
}
