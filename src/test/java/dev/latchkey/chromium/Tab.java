package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.MailServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;

/** A tab with the page of the tests, {@code client.html}, and what a user does there. */
final class Tab {

  /** Where the WAR has the page. */
  static final String PAGE = "/pages/client.html";

  private final Page page;
  private final URI site;

  private Tab(Page page, URI site) {
    this.page = page;
    this.site = site;
  }

  static Tab open(BrowserContext profile, URI site) {
    Tab tab = new Tab(profile.newPage(), site);
    tab.reload();
    return tab;
  }

  Page page() {
    return page;
  }

  Tab reload() {
    page.navigate(site + PAGE);
    return this;
  }

  /** Sends a request to the API, as the page's script does, and returns the envelope. */
  JsonObject send(String method, String path, Map<String, ?> body) {
    return run("client.send", method, path, body);
  }

  /** The same, for a response with this status. */
  JsonObject send(int status, String method, String path, Map<String, ?> body) {
    JsonObject envelope = send(method, path, body);
    assertEquals(status, envelope.getInt("status"), envelope::toString);
    return envelope;
  }

  /** The status of the session: 200 if the user is logged in, else 401. */
  int session() {
    return send("GET", "/auth/session", null).getInt("status");
  }

  /** Signs up, and verifies the address by the code in the first mail. */
  void signUp(String email, MailServer mails) {
    send("GET", "/config", null);
    send(401, "POST", "/auth/signup", Map.of("email", email, "password", App.PASSWORD));
    send(200, "POST", "/auth/email/verify", Map.of("key", mails.code(email, 1)));
  }

  JsonObject logIn(String email) {
    return logIn(email, App.PASSWORD);
  }

  JsonObject logIn(String email, String password) {
    send("GET", "/config", null);
    return send("POST", "/auth/login", Map.of("email", email, "password", password));
  }

  void logOut() {
    send(401, "DELETE", "/auth/session", null);
  }

  /** Calls a function of the page, which returns an envelope. */
  JsonObject run(String function, Object... arguments) {
    String json =
        (String)
            page.evaluate(
                "async args => JSON.stringify(await " + function + "(...args))",
                Arrays.asList(arguments));
    return Json.createReader(new StringReader(json)).readObject();
  }
}
