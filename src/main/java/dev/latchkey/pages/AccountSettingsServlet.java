package dev.latchkey.pages;

import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.flows.signup.SignupRules;
import dev.latchkey.settings.AccountSettings;
import dev.latchkey.settings.MfaSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.TrustSettings;
import dev.latchkey.settings.types.SignupFields;
import dev.latchkey.settings.types.SignupFields.Field;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves what the account pages must know and the API does not say: where the API is, how it wants
 * its CSRF token, and which fields and buttons to show. It depends on the settings only, and has no
 * secret.
 */
@WebServlet(urlPatterns = AccountSettingsServlet.PATH)
public class AccountSettingsServlet extends HttpServlet {

  static final String PATH = "/_latchkey/account.json";

  @Inject Settings settings;
  @Inject SignupRules signup;
  @Inject Pages pages;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.sendSettings(PagesApplication.ACCOUNT, this::json, response);
  }

  private ObjectText json() {
    return ApiAddress.of(settings)
        .put(
            "signup",
            new ObjectText()
                .put("fields", fields())
                .put("passkey", settings.get(MfaSettings.PASSKEY_SIGNUP_ENABLED)))
        .put(
            "verification",
            new ObjectText()
                .put("resend", settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_RESEND))
                .put("change", settings.get(AccountSettings.EMAIL_VERIFICATION_SUPPORTS_CHANGE)))
        .put(
            "login_code",
            new ObjectText()
                .put("resend", settings.get(AccountSettings.LOGIN_BY_CODE_SUPPORTS_RESEND)))
        .put("login_timeout", settings.get(AccountSettings.LOGIN_TIMEOUT).toSeconds())
        .put("trust", settings.get(TrustSettings.ENABLED))
        .put("account_deletion", settings.get(AccountSettings.DELETION));
  }

  /** The fields of a sign-up under their names in the API, in the order of a form. */
  private ArrayText fields() {
    SignupFields asked = settings.get(AccountSettings.SIGNUP_FIELDS);
    ArrayText fields = new ArrayText();
    add(fields, asked, Field.EMAIL, "email");
    add(fields, asked, Field.USERNAME, "username");
    add(fields, asked, Field.PASSWORD1, "password");
    signup.furtherFields().forEach((name, required) -> fields.add(field(name, required)));
    return fields;
  }

  private static void add(ArrayText fields, SignupFields asked, Field field, String name) {
    if (asked.asks(field)) {
      fields.add(field(name, asked.requires(field)));
    }
  }

  private static ObjectText field(String name, boolean required) {
    return new ObjectText().put("name", name).put("required", required);
  }
}
