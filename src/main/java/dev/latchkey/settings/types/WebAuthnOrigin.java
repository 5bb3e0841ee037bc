package dev.latchkey.settings.types;

import java.util.regex.Pattern;

/** An origin of WebAuthn responses: that of a web page, or of an Android app. */
public final class WebAuthnOrigin {

  public static final String ALLOWED =
      "origins such as `https://app.example.org` or `android:apk-key-hash:` with 43 characters of base64url, "
          + "comma-separated";

  private static final Pattern APP = Pattern.compile("android:apk-key-hash:[A-Za-z0-9_-]{43}");

  private WebAuthnOrigin() {}

  /** A web origin in lower case, without the default port; an app's as it is written. */
  public static String parse(String text) {
    return APP.matcher(text).matches() ? text : WebOrigin.parse(text);
  }
}
