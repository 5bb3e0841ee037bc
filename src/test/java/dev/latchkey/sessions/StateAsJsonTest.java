package dev.latchkey.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.mail.Channel;
import dev.latchkey.mail.Destination;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateAsJsonTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private final StateAsJson converter = new StateAsJson();

  @Test
  void state_written_isReadBack() {
    PendingLogin login =
        new PendingLogin(
            9_007_199_254_740_993L,
            List.of(Proof.byUsername("password", NOW, "ada")),
            "ada@example.org",
            "verify_email",
            NOW,
            "h".repeat(64),
            JsonValue.EMPTY_JSON_OBJECT);
    SessionState state =
        SessionState.EMPTY
            .with(Proof.byEmail("password", NOW, "ada@example.org"))
            .with(Proof.byUsername("code", NOW.plusMillis(1), "Ada \"Ä\" \\ 😀"))
            .with(Proof.again("password", NOW.plusSeconds(9)))
            .with(login)
            .with(
                new PendingCode(
                    CodePurpose.LOGIN, "digest", Destination.email("ada@example.org"), 7L, 2, NOW))
            .with(
                new PendingCode(
                    CodePurpose.PASSWORD_RESET,
                    "",
                    Destination.email("nobody@example.org"),
                    null,
                    0,
                    NOW));

    assertEquals(state, roundTrip(state));
  }

  @Test
  void pendingLogin_withoutAccount_isReadAgain() {
    SessionState state = SessionState.EMPTY.with(new PendingLogin(null, List.of(), null, NOW));

    assertEquals(state, roundTrip(state));
  }

  @Test
  void state_empty_isAnEmptyObject() {
    assertEquals("{}", converter.convertToDatabaseColumn(SessionState.EMPTY));
    assertEquals("{}", converter.convertToDatabaseColumn(null));
    assertEquals(SessionState.EMPTY, converter.convertToEntityAttribute("{}"));
    assertEquals(SessionState.EMPTY, converter.convertToEntityAttribute(null));
  }

  @Test
  void membersOfALaterRelease_afterThisOneHasChangedTheState_areStillThere() {
    String newer =
        """
        {"methods":[{"method":"totp","at":1772366400.123,"type":"app","more":[1]}],
        "login":{"since":1,"methods":[],"account":7,"stage":"mfa","challenge":{"a":[true]}},
        "LOGIN":{"digest":"d","email":"ada@example.org","attempts":0,"sentAt":5,"channel":"sms"},
        "DEVICE_CODE":{"x":1},"trusted":[]}""";
    SessionState read = converter.convertToEntityAttribute(newer);

    SessionState changed =
        read.with(Proof.again("password", NOW))
            .with(read.login().orElseThrow().owing("verify_email"))
            .with(read.code(CodePurpose.LOGIN).orElseThrow().afterWrongAttempt());

    String written = converter.convertToDatabaseColumn(changed);
    for (String member :
        List.of(
            "\"type\":\"app\",\"more\":[1]",
            "\"challenge\":{\"a\":[true]}",
            "\"channel\":\"sms\"",
            "\"DEVICE_CODE\":{\"x\":1}",
            "\"trusted\":[]",
            "\"stage\":\"verify_email\"",
            "\"attempts\":1")) {
      assertTrue(written.contains(member), () -> member + " in " + written);
    }
    assertEquals(changed, converter.convertToEntityAttribute(written));
  }

  @Test
  void notes_ofFeatures_areKept() {
    SessionState state = SessionState.EMPTY.noting("challenge", JsonValue.TRUE);

    assertEquals(Optional.of(JsonValue.TRUE), roundTrip(state).note("challenge"));
    assertThrows(IllegalArgumentException.class, () -> state.noting("login", JsonValue.FALSE));
  }

  @Test
  void code_replacesOneOfTheSamePurposeAndCanBeRemoved() {
    PendingCode first =
        new PendingCode(CodePurpose.LOGIN, "one", Destination.email("ada@example.org"), 7L, 0, NOW);
    PendingCode second = first.afterWrongAttempt().resent("two", NOW.plusSeconds(5));
    SessionState state = SessionState.EMPTY.with(first).with(second);

    assertEquals(Optional.of(second), state.code(CodePurpose.LOGIN));
    assertEquals(1, second.attempts());
    assertEquals(Optional.empty(), state.code(CodePurpose.PASSWORD_RESET));
    assertEquals(SessionState.EMPTY, state.without(CodePurpose.LOGIN));
  }

  @Test
  void codeByShortMessage_isReadAgain_andByAReleaseThatKnowsOnlyMail() {
    Destination phone = new Destination(Channel.SMS, "+4915112345678");
    SessionState state =
        SessionState.EMPTY.with(new PendingCode(CodePurpose.LOGIN, "digest", phone, 7L, 2, NOW));

    assertEquals(state, roundTrip(state));
    assertThrows(
        IllegalStateException.class, () -> state.code(CodePurpose.LOGIN).orElseThrow().email());
    JsonObject code = state.toJson().getJsonObject("LOGIN");
    assertEquals("+4915112345678", code.getString("email"));
    assertEquals("sms", code.getString("channel"));
  }

  @Test
  void codeByMail_isWrittenAsEarlierReleasesDid() {
    PendingCode code =
        new PendingCode(
            CodePurpose.LOGIN, "digest", Destination.email("ada@example.org"), 7L, 2, NOW);

    assertEquals(
        Set.of("digest", "email", "attempts", "sentAt", "account"), code.toJson().keySet());
  }

  @Test
  void codeByAChannelOfALaterRelease_isKeptUnread_untilAnotherTakesItsPlace() {
    String text =
        "{\"LOGIN\":{\"digest\":\"d\",\"email\":\"x\",\"channel\":\"push\",\"attempts\":0,\"sentAt\":0}}";
    SessionState state = converter.convertToEntityAttribute(text);

    assertEquals(Optional.empty(), state.code(CodePurpose.LOGIN));
    assertEquals(text, converter.convertToDatabaseColumn(state));
    assertEquals("{}", converter.convertToDatabaseColumn(state.without(CodePurpose.LOGIN)));
    PendingCode code =
        new PendingCode(
            CodePurpose.LOGIN, "digest", Destination.email("ada@example.org"), 7L, 0, NOW);
    assertEquals(SessionState.EMPTY.with(code), roundTrip(state.with(code)));
  }

  @Test
  void state_ofTheLargestSize_fitsIntoItsColumn() {
    String email = "a".repeat(64) + "@" + "b".repeat(185) + ".org";
    Proof record = Proof.byEmail("password", NOW, email);
    SessionState state =
        IntStream.range(0, 50)
            .boxed()
            .reduce(SessionState.EMPTY, (s, i) -> s.with(record), (a, b) -> b);
    for (CodePurpose purpose : CodePurpose.values()) {
      state =
          state.with(
              new PendingCode(
                  purpose, "d".repeat(43), Destination.email(email), Long.MAX_VALUE, 100, NOW));
    }
    state =
        state.with(
            new PendingLogin(
                Long.MAX_VALUE,
                List.of(record, record),
                email,
                "verify_email",
                NOW,
                "h".repeat(64),
                JsonValue.EMPTY_JSON_OBJECT));

    String json = converter.convertToDatabaseColumn(state);
    assertTrue(json.length() <= 8000, () -> json.length() + " characters");
    assertEquals(state, converter.convertToEntityAttribute(json));
  }

  private SessionState roundTrip(SessionState state) {
    return converter.convertToEntityAttribute(converter.convertToDatabaseColumn(state));
  }
}
