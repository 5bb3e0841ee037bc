package dev.latchkey.bench;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.SoftBrowser;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Logs in with a passkey: gets options, signs, and sends the assertion. */
final class PasskeyLogins implements Conversation {

  /** Where the browser is. */
  static final URI PAGE = URI.create("https://app.example");

  private static final String LOGIN = "/_allauth/app/v1/auth/webauthn/login";
  private static final byte[] OPTIONS = Requests.get(LOGIN);
  private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

  private final SoftBrowser browser;
  private Answer options;

  private PasskeyLogins(SoftBrowser browser) {
    this.browser = browser;
  }

  /** Adds a passkey with ES256 to the account. */
  static Conversation of(int port, Person person) {
    SoftBrowser browser = new SoftBrowser(PAGE);
    Authenticator.Sender sender = person.sender(port);
    String path = "/account/authenticators/webauthn";
    String credential = browser.create(sender.send("GET", path + "?passwordless", null)).toString();
    sender.send("POST", path, "{\"credential\":" + credential + "}").expect(200);
    return new PasskeyLogins(browser);
  }

  @Override
  public ByteBuffer next() {
    return ByteBuffer.wrap(options == null ? OPTIONS : assertion());
  }

  private byte[] assertion() {
    return Requests.post(
        LOGIN,
        "application/json",
        "{\"credential\":" + browser.get(options) + "}",
        "X-Session-Token",
        options.at("/meta/session_token"));
  }

  @Override
  public boolean answered(int status, byte[] body, int length) {
    options =
        options == null
            ? new Answer(status, NONE, new String(body, 0, length, StandardCharsets.UTF_8))
            : null;
    return status == 200;
  }

  @Override
  public boolean isComplete() {
    return options == null;
  }
}
