package dev.latchkey.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class TracesTest {

  private static final byte[] SECRET = "Tr0ub4dor & ümlaut?>".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "{\"password\":\""})
  public void secret_isFoundInEveryFormAndPlace(String before) {
    byte[] whole = (before + new String(SECRET, UTF_8) + "...").getBytes(UTF_8);
    for (String text :
        List.of(
            new String(whole, ISO_8859_1),
            Base64.getEncoder().encodeToString(whole),
            Base64.getUrlEncoder().encodeToString(whole),
            Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(whole),
            HexFormat.of().formatHex(whole),
            HexFormat.of().withUpperCase().formatHex(whole),
            URLEncoder.encode(new String(whole, UTF_8), UTF_8))) {
      assertFalse(Traces.of(SECRET, "2026-01-01 INFO " + text + " and so on").isEmpty(), text);
    }
  }

  @Test
  public void otherSecrets_areNotFound() {
    String text = Base64.getEncoder().encodeToString("Tr0ub4dor & ümlaut?<".getBytes(UTF_8));
    assertEquals(List.of(), Traces.of(SECRET, text));
  }
}
