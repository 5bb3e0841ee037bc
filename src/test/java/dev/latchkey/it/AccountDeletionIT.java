package dev.latchkey.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.it.support.Answer;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Browser;
import dev.latchkey.it.support.Http;
import dev.latchkey.it.support.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users delete their own accounts, from both kinds of client. */
class AccountDeletionIT {

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          Map.of("HEADLESS_TOKEN_STRATEGY", "jwt", "LATCHKEY_ACCOUNT_DELETION", "true"));

  @Test
  void app_deletesTheAccount_andItsTokensAreInvalid() {
    App app = SERVER.app();
    app.signUp();

    Answer deleted = SERVER.http().delete(Http.API + "/account", app.bearer());

    assertEquals("false", deleted.expect(401).at("/meta/is_authenticated"));
    app.session().expect(410);
    app.refresh().expect(400);
    String login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(app.email(), App.PASSWORD);
    SERVER.http().post(Http.API + "/auth/login", login).expect(400);
    app.signUp().expect(200);
  }

  @Test
  void browser_deletesTheAccount_andIsLoggedOut() {
    Browser browser = new Browser(SERVER.http());
    browser.signUp().expect(200);
    Browser elsewhere = browser.another();
    elsewhere.logIn().expect(200);

    Answer deleted = browser.send("DELETE", Browser.API + "/account", "");

    assertEquals("false", deleted.expect(401).at("/meta/is_authenticated"));
    browser.get(Browser.API + "/auth/session").expect(401);
    elsewhere.get(Browser.API + "/auth/session").expect(401);
    browser.logIn().expect(400);
  }
}
