package dev.latchkey.api.admin;

import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditType;
import java.util.List;

/** Audit events in JSON. */
final class AuditTexts {

  static final String SUCCESS = "success";
  static final String FAILURE = "failure";
  static final List<String> OUTCOMES = List.of(SUCCESS, FAILURE);

  private AuditTexts() {}

  static ObjectText of(AuditEvent event) {
    ObjectText text =
        new ObjectText()
            .put("id", event.id())
            .put("at", event.at())
            .put("type", event.type())
            .put("outcome", outcome(AuditType.isFailure(event.type())));
    if (event.accountId() != null) {
      text.put("account", event.accountId());
    }
    if (event.sessionId() != null) {
      text.put("session", event.sessionId());
    }
    return text.put("address", event.address())
        .put("user_agent", event.userAgent())
        .put("detail", event.detail());
  }

  static String outcome(boolean isFailure) {
    return isFailure ? FAILURE : SUCCESS;
  }
}
