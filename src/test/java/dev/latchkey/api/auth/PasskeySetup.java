package dev.latchkey.api.auth;

import static dev.latchkey.api.exchange.ApiWorld.body;
import static dev.latchkey.flows.Outcomes.done;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Passkeys;
import dev.latchkey.it.support.SoftBrowser;
import dev.latchkey.sessions.OpenSession;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;

/** Adds passkeys to accounts. */
final class PasskeySetup {

  private PasskeySetup() {}

  /** Adds a passkey that the browser keeps to the account of a session. */
  static void add(ApiWorld api, SoftBrowser browser, OpenSession session) {
    api.exchange(session, "{}");
    JsonObject options =
        done(api.world.passkeys.begin(session.session(), true, api.passkeys.party()));
    JsonObject credential = browser.create(body(200, Passkeys.creation(options)));
    api.exchange(session, "{\"credential\":" + credential + "}");
    Response response =
        api.passkeys.registering(
            registered ->
                api.outcomes.done(
                    api.world.passkeys.add(session.session(), registered, api.passkeys.party())));
    assertEquals(200, response.getStatus());
  }
}
