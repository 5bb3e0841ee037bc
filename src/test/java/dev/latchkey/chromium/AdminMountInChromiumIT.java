package dev.latchkey.chromium;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import dev.latchkey.it.support.App;
import dev.latchkey.it.support.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages for administrators of a server whose browser API is at another path. */
@Timeout(120) // seconds
class AdminMountInChromiumIT {

  private static final String MOUNT = "/auth/api";

  @Order(1)
  @RegisterExtension
  static final Chromium CHROMIUM = new Chromium();

  @Order(2)
  @RegisterExtension
  static final RunningServer SERVER = AdminSite.server(Map.of("HEADLESS_MOUNT_PATH", MOUNT));

  @Test
  void administration_underAnotherMountPath_works() {
    try (BrowserContext profile = CHROMIUM.newProfile()) {
      List<String> paths = new ArrayList<>();
      profile.onRequest(request -> paths.add(request.url()));
      String code = AdminSite.createAdministrator(profile, SERVER).get(0);
      AccountTab tab = AccountTab.open(profile, Site.of(SERVER), "/admin/").seeHeading("Overview");
      tab.show("Users").follow("Create a user").fill("User name (optional)", "ada");
      tab.fill("Password (optional)", App.PASSWORD).press("Create the user");
      tab.seeHeading("ada").press("Deactivate").agree("Deactivate").see("ada is deactivated.");
      tab.press("Log out").seeHeading("Administration").press("Log in").seeHeading("Log in");
      tab.fill("Email address or user name", AdminSite.ADMIN).fill("Password", App.PASSWORD);
      tab.press("Log in").fill("Code from your authenticator app, or a recovery code", code);
      tab.press("Log in").seeHeading("Overview").show("Users").see("ada");
      tab.assertClean();
      assertTrue(paths.stream().anyMatch(path -> path.contains(MOUNT + "/browser/v1/")));
      assertTrue(paths.stream().noneMatch(path -> path.contains("/_allauth/")), paths::toString);
    }
  }
}
