package dev.latchkey.pages;

import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves what the pages for administrators must know and no API says: where the APIs are, how they
 * want their CSRF token, and where users log in. It depends on the settings only, and has no
 * secret.
 */
@WebServlet(urlPatterns = AdminSettingsServlet.PATH)
public class AdminSettingsServlet extends HttpServlet {

  static final String PATH = "/_latchkey/admin.json";

  @Inject Settings settings;
  @Inject Pages pages;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.sendSettings(PagesApplication.ADMIN, this::json, response);
  }

  private ObjectText json() {
    return ApiAddress.of(settings)
        .put("admin", "_latchkey/admin/v1")
        .put(
            "login",
            HeadlessSettings.servesAccountPages(settings)
                ? HeadlessSettings.ACCOUNT_PAGES_PATH.substring(1)
                : null);
  }
}
