package dev.latchkey.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.chromium.AdminSite.Person;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.Authenticator;
import dev.latchkey.it.support.Http;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Markup in names, headers and addresses is text to the pages for administrators, never markup. */
class AdminMarkupInChromiumIT extends AdminPagesFixture {

  private static final String MARKUP = "<img src=x onerror=alert(1)><b>\"'&amp;</b>";

  /** Group names, user agents, attributes, audit details, addresses of pages. */
  @Test
  void markup_thatUsersAndAdministratorsSend_isShownAsText() {
    Person person = AdminSite.person(tab, SERVER, "<script>alert(1)</script>", MARKUP);
    logIn("email", person.email(), App.PASSWORD);
    AdminSite.go(tab, site, "users/" + person.id()).press("Add an attribute");
    Locator attribute = tab.page().getByRole(AriaRole.GROUP);
    attribute.getByLabel("Name").fill(MARKUP);
    attribute.getByLabel("Value").fill(MARKUP);
    attribute.locator("xpath=ancestor::form").getByText("Save").click();
    seeText(tab.see("The attributes are saved."));
    seeText(tab.show("Users").fill("Group", MARKUP).press("Search"));
    seeText(AdminSite.go(tab, site, "audit?account=" + person.id()));
    for (String place : List.of("users/%3Cimg%20src=x%3E", "audit?type=%3Cimg%20src%3Dx%3E")) {
      AdminSite.go(tab, site, place).seeNoMarkup();
    }
    tab.show("Token inspector").fill("Token", MARKUP).press("Inspect").see("Not valid");
    tab.seeNoMarkup();
  }

  /**
   * The server only counts a digest of the name; the administrator who looks for it is shown it.
   */
  @Test
  void markup_thatALimitCounts_isShownAsText() {
    for (int i = 0; i < 4; i++) {
      logIn("username", MARKUP, "wrong-horse-battery-9");
    }
    String key = URLEncoder.encode(MARKUP, StandardCharsets.UTF_8);
    seeText(AdminSite.go(tab, site, "limits?key=" + key).see("Failed logins"));
    tab.press("Lift: Failed logins").seeNoMarkup();
    tab.agree("Lift").see("The limit is lifted: Failed logins.");
  }

  /**
   * Whatever any response says: each of its texts contains markup, and so does a name in each
   * object.
   */
  @Test
  void markup_inEveryTextOfEveryResponse_isShownAsText() {
    Person person = AdminSite.person(tab, SERVER);
    person.app().logIn().expect(200);
    Authenticator.addedBy(SERVER.http(), person.app().sessionToken());
    for (int i = 0; i < 4; i++) {
      logIn("email", person.email(), "wrong-horse-battery-9");
    }
    AdminSite.MAILS.stop();
    try {
      tab.show("Mail").press("Send a test mail to yourself").see("A test mail is on its way");
      tab.page().route("**/_latchkey/admin/v1/**", AdminMarkupInChromiumIT::fill);
      for (String screen :
          List.of(
              "overview",
              "users",
              "users/" + person.id(),
              "audit",
              "mail",
              "limits",
              "limits?key=" + person.email(),
              "keys",
              "settings",
              "status")) {
        seeText(AdminSite.go(tab, site, screen));
      }
      tab.show("Token inspector").fill("Token", person.app().accessToken()).press("Inspect");
      seeText(tab.see("RS256"));
    } finally {
      AdminSite.MAILS.start();
    }
  }

  /** Passes a request on, and fills its response with markup. */
  private static void fill(Route route) {
    APIResponse response = route.fetch();
    JsonValue body;
    try (JsonReader reader = Json.createReader(new StringReader(response.text()))) {
      body = reader.readValue();
    }
    route.fulfill(
        new Route.FulfillOptions().setResponse(response).setBody(filled(body).toString()));
  }

  private static JsonValue filled(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> Json.createValue(((JsonString) value).getString() + MARKUP);
      case ARRAY -> {
        JsonArrayBuilder array = Json.createArrayBuilder();
        value.asJsonArray().forEach(element -> array.add(filled(element)));
        yield array.build();
      }
      case OBJECT -> filled(value.asJsonObject());
      default -> value;
    };
  }

  /**
   * The names of most objects are not shown; those of claims, attributes and health checks are. The
   * series of charts are lists of numbers only.
   */
  private static JsonObject filled(JsonObject value) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    value.forEach((name, member) -> object.add(name, filled(member)));
    boolean isSeries =
        !value.isEmpty()
            && value.values().stream().allMatch(one -> one.getValueType() == ValueType.ARRAY);
    return isSeries ? object.build() : object.add(MARKUP, MARKUP).build();
  }

  private static void logIn(String field, String name, String password) {
    String json =
        Json.createObjectBuilder().add(field, name).add("password", password).build().toString();
    SERVER.http().post(Http.API + "/auth/login", json, "User-Agent", MARKUP);
  }

  private void seeText(AccountTab shown) {
    Locator text = shown.page().getByRole(AriaRole.MAIN).getByText(MARKUP);
    assertThat(text).not().hasCount(0);
    shown.seeNoMarkup();
    assertThat(shown.page().locator("main b")).hasCount(0);
  }
}
