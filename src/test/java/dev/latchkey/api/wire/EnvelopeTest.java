package dev.latchkey.api.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.texts.Language;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Test
  void members_notGiven_areMissing() {
    assertEquals("{\"status\":200}", Envelope.of(200).json());
    Envelope nothingMore =
        Envelope.of(401).meta(new ObjectText()).errors(List.of(), Language.ENGLISH);
    assertEquals("{\"status\":401}", nothingMore.json());
    assertEquals("{\"status\":200,\"data\":[]}", Envelope.of(200).data(new ArrayText()).json());
  }

  @Test
  void response_complete_isWrittenInOrder() {
    ObjectText user =
        new ObjectText()
            .put("id", "7")
            .put("email", "ada@example.org")
            .put("has_usable_password", true);
    ObjectText method =
        new ObjectText().put("at", Instant.ofEpochMilli(1711555057065L)).put("n", -3);
    ArrayText methods = new ArrayText().add(method);
    Envelope envelope =
        Envelope.of(200)
            .data(new ObjectText().put("user", user).put("methods", methods))
            .meta(
                new ObjectText().put("is_authenticated", true).put("session_token", (String) null))
            .also("access_token", "a.b.c");
    assertEquals(
        "{\"status\":200,\"data\":{\"user\":{\"id\":\"7\",\"email\":\"ada@example.org\",\"has_usable_password\":true},"
            + "\"methods\":[{\"at\":1711555057.065,\"n\":-3}]},"
            + "\"meta\":{\"is_authenticated\":true,\"session_token\":null},\"access_token\":\"a.b.c\"}",
        envelope.json());
    assertArrayEquals(envelope.json().getBytes(UTF_8), envelope.bytes());
    assertEquals(200, envelope.status());
  }

  @Test
  void error_hasTextCodeAndOptionalParam() {
    ApiError tooShort = new ApiError("password_too_short", "password", 8);
    String json = Envelope.rejection(400, Language.GERMAN, tooShort, ApiError.of("busy")).json();
    JsonObject first = parse(json).getJsonArray("errors").getJsonObject(0);
    assertEquals("password_too_short", first.getString("code"));
    assertEquals("password", first.getString("param"));
    assertEquals("Bitte ein Passwort mit mindestens 8 Zeichen wählen.", first.getString("message"));
    assertFalse(parse(json).getJsonArray("errors").getJsonObject(1).containsKey("param"));
  }

  @Test
  void string_ofAnyCharacters_isReadBackUnchanged() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("🔑</script>\"\\");
    ObjectText written =
        new ObjectText()
            .put(all.toString(), all.toString())
            .put("x", ArrayText.of(List.of("\"", "é")));
    JsonObject read = parse(written.json());
    assertEquals(all.toString(), read.getString(all.toString()));
    assertEquals("é", read.getJsonArray("x").getString(1));
  }

  @Test
  void loneSurrogates_areReplaced_andWhatIsSentStaysValid() {
    byte[] sent = Envelope.of(200).also("a", "\ud83d x \udd11\udd11").bytes();
    assertEquals("{\"status\":200,\"a\":\"? x ??\"}", new String(sent, UTF_8));
  }

  @Test
  void text_askedForTwice_isTheSame() {
    ObjectText object = new ObjectText().put("a", ArrayText.of(List.of("b")));
    assertEquals("{\"a\":[\"b\"]}", object.json());
    assertEquals("{\"a\":[\"b\"]}", object.json());
  }

  @Test
  void time_withLeadingZerosInItsFraction_keepsThem() {
    ObjectText times =
        new ObjectText()
            .put("a", Instant.ofEpochSecond(5))
            .put("b", Instant.ofEpochMilli(5007))
            .put("c", (Instant) null);
    assertEquals("{\"a\":5.000,\"b\":5.007,\"c\":null}", times.json());
  }

  @Test
  void claims_ofOtherTypes_keepTheirTypes() {
    JsonValue value = parse("{\"roles\":[\"a\",1,null]}");
    assertEquals("{\"c\":{\"roles\":[\"a\",1,null]}}", new ObjectText().put("c", value).json());
  }

  @Test
  void toString_showsNoContent() {
    ObjectText meta = new ObjectText().put("session_token", "hunter2");
    String shown =
        meta + " " + ArrayText.of(List.of("hunter2")) + " " + Envelope.of(200).meta(meta);
    assertFalse(shown.contains("hunter2"));
  }

  private static JsonObject parse(String json) {
    return Json.createReader(new StringReader(json)).readObject();
  }
}
