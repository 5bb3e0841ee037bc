package dev.latchkey.chromium;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** Chromium's virtual authenticator of one tab: it is always there, and its user always agrees. */
final class KeyDevice {

  /** Whether its keys can be, and are, copied elsewhere (WebAuthn Level 3 §6.1.3). */
  enum Backup {
    NONE,
    ELIGIBLE,
    BACKED_UP
  }

  private final CDPSession session;
  private final String id;

  private KeyDevice(CDPSession session, String id) {
    this.session = session;
    this.id = id;
  }

  /** Adds one to a tab. */
  static KeyDevice addTo(Page page, Backup backup) {
    CDPSession session = page.context().newCDPSession(page);
    JsonObject enable = new JsonObject();
    enable.addProperty("enableUI", false);
    session.send("WebAuthn.enable", enable);
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("ctap2Version", "ctap2_1");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    options.addProperty("defaultBackupEligibility", backup != Backup.NONE);
    options.addProperty("defaultBackupState", backup == Backup.BACKED_UP);
    JsonObject add = new JsonObject();
    add.add("options", options);
    String id =
        session.send("WebAuthn.addVirtualAuthenticator", add).get("authenticatorId").getAsString();
    return new KeyDevice(session, id);
  }

  /** How many keys it keeps itself, so that no list of ids is needed to use them. */
  int residentKeys() {
    JsonObject of = new JsonObject();
    of.addProperty("authenticatorId", id);
    int count = 0;
    for (var key : session.send("WebAuthn.getCredentials", of).getAsJsonArray("credentials")) {
      count += key.getAsJsonObject().get("isResidentCredential").getAsBoolean() ? 1 : 0;
    }
    return count;
  }
}
