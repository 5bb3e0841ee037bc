package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first minute with Latchkey as the README describes it: start, open the browser, sign up,
 * follow the link of the mail in the log, see the session. The server has the settings of the
 * evaluation command in the POM.
 */
class FirstMinuteInChromiumIT {

  private static final String EMAIL = "ada@example.org";
  private static final String VIEW =
      """
      () => {
        const files = performance.getEntriesByType("resource");
        return Math.round(performance.now()) + " ms until the heading, "
          + Math.round(performance.getEntriesByName("first-contentful-paint")[0]?.startTime)
          + " ms until the first paint, " + (files.length + 1) + " requests, "
          + files.reduce((sum, one) => sum + one.transferSize, 0) + " bytes";
      }
      """;

  private static final Pattern OPTION = Pattern.compile("<value>-D([a-z.-]+)=([^<]*)</value>");

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Test
  void user_signsUp_followsTheLinkInTheLog_andSeesTheSession() throws Exception {
    int port = ServerProcess.freePort();
    try (ServerProcess server =
            ServerProcess.start(port, settings(port), List.of("/_allauth/app/v1/config"));
        BrowserContext profile = CHROMIUM.newProfile()) {
      URI site = URI.create("http://localhost:" + port);
      AccountTab tab = AccountTab.open(profile, site);
      tab.follow("Sign up").fill("Email address", EMAIL).fill("Password", App.PASSWORD);
      tab.press("Sign up").seeHeading("Hello, " + EMAIL).see("Verify your email address");

      tab.page().navigate("about:blank");
      tab.page().navigate(link(server, site));

      tab.seeHeading("Verify your email address").press("Verify").see(EMAIL + " is verified.");
      tab.show("Sessions").see("This one").see("You are logged in here only.");
      tab.show("Passkeys").see("You have no passkey yet.");
      tab.assertClean();
      measure(site);
    }
  }

  /**
   * Writes to {@code target/first-view.txt} how long browsers without cache take; see
   * performance.md.
   */
  private static void measure(URI site) throws IOException {
    List<String> views = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      try (BrowserContext profile = CHROMIUM.newProfile()) {
        Page page = profile.newPage();
        page.navigate(site + "/account/");
        page.locator("h1").waitFor();
        views.add(String.valueOf(page.evaluate(VIEW)));
      }
    }
    Files.write(Path.of("target/first-view.txt"), views);
  }

  /** The mail is sent in the background. */
  private static String link(ServerProcess server, URI site) throws InterruptedException {
    Pattern link = Pattern.compile(Pattern.quote(site + "/account/#/verify-email/") + "\\S+");
    for (int attempt = 0; attempt < 300; attempt++) {
      Matcher found = link.matcher(server.log());
      if (found.find()) {
        return found.group();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no link to " + site + " in the log");
  }

  private static Map<String, String> settings(int port) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    int plugin = pom.indexOf("<artifactId>payara-micro-maven-plugin</artifactId>");
    Matcher option = OPTION.matcher(pom.substring(plugin, pom.indexOf("</plugin>", plugin)));
    Map<String, String> settings = new TreeMap<>();
    while (option.find()) {
      String value =
          option.group(2).replace("${try.port}", "" + port).replace("${try.token-strategy}", "jwt");
      if (!option.group(1).startsWith("java.")) {
        settings.put(option.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value);
      }
    }
    assertTrue(settings.containsKey("LATCHKEY_BASE_URL"), settings::toString);
    return settings;
  }
}
