package dev.latchkey.api.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.latchkey.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAuthenticationTest {

  private final ClientAuthentication clients =
      new ClientAuthentication(
          Settings.of(
              Map.of(
                  "LATCHKEY_ALLOW_WEAK_SECRETS",
                  "true",
                  "LATCHKEY_CLIENTS_SHOP_SECRET",
                  "s3cr+t :%",
                  "latchkey.clients.Wiki-2.secret",
                  "other")));

  @Test
  void basicCredentialsAreFormEncoded() {
    assertKnown("shop", basic("shop:s3cr%2Bt+%3A%25"), "");
    assertKnown("Wiki-2", basic("Wiki-2:other").replace("Basic", "bASIC"), "");
  }

  @Test
  void theFormMayCarryThem() {
    assertKnown("shop", null, "client_id=shop&client_secret=s3cr%2Bt+%3A%25");
  }

  @Test
  void everybodyElseIsUnknown() {
    for (String header :
        List.of(
            "",
            "Basic",
            "Basic ",
            "Basic !",
            basic("shop"),
            basic("shop:"),
            basic("shop:other"),
            basic("nobody:x"),
            "Bearer x")) {
      assertInstanceOf(ClientAuthentication.Unknown.class, of(header, ""), header);
    }
    assertInstanceOf(ClientAuthentication.Unknown.class, of(null, "client_id=shop"));
    assertInstanceOf(ClientAuthentication.Unknown.class, of(null, "client_secret=other"));
  }

  @Test
  void twoWaysAtOnceAreRefused() {
    assertInstanceOf(
        ClientAuthentication.Confused.class,
        of(basic("Wiki-2:other"), "client_id=Wiki-2&client_secret=other"));
  }

  private void assertKnown(String id, String header, String form) {
    assertEquals(new ClientAuthentication.Known(id), of(header, form));
  }

  private ClientAuthentication.Result of(String header, String form) {
    return clients.of(header, FormBody.parse(form.getBytes(StandardCharsets.UTF_8)).orElseThrow());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
