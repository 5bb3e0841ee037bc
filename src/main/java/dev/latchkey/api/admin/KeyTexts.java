package dev.latchkey.api.admin;

import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.keys.KeyState;
import dev.latchkey.keys.KnownKey;
import dev.latchkey.keys.KnownKey.Origin;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys in JSON, as administrators see them. */
final class KeyTexts {

  private KeyTexts() {}

  static ObjectText of(KnownKey key) {
    ObjectText text =
        brief(key)
            .put("algorithm", key.algorithm())
            .put("revocable", key.origin() == Origin.DATABASE && key.state() != KeyState.REMOVED);
    addTime(text, "created", key.created());
    addTime(text, "active_at", key.activeAt());
    addTime(text, "retired_at", key.retiredAt());
    addTime(text, "expires_at", key.expiresAt());
    return text;
  }

  /** Its name, its state, and where it is from. */
  static ObjectText brief(KnownKey key) {
    return new ObjectText()
        .put("kid", key.kid())
        .put("state", key.state().name().toLowerCase(Locale.ROOT))
        .put("source", key.origin().name().toLowerCase(Locale.ROOT));
  }

  private static void addTime(ObjectText text, String name, @Nullable Instant time) {
    if (time != null) {
      text.put(name, time);
    }
  }
}
