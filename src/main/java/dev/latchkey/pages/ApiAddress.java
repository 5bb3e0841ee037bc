package dev.latchkey.pages;

import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.CsrfSettings;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;

/** What every application of pages must know: where the browser API is, and how to call it. */
final class ApiAddress {

  private ApiAddress() {}

  /** A new object with these members; its addresses are relative to the application's root. */
  static ObjectText of(Settings settings) {
    return new ObjectText()
        .put("api", settings.get(HeadlessSettings.MOUNT_PATH).substring(1) + "/browser/v1")
        .put(
            "csrf",
            new ObjectText()
                .put("cookie", settings.get(CsrfSettings.COOKIE_NAME))
                .put("header", settings.get(CsrfSettings.HEADER_NAME)))
        .put("password_min_length", settings.get(AccountSettings.PASSWORD_MIN_LENGTH));
  }
}
