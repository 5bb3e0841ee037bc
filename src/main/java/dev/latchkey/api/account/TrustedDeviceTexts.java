package dev.latchkey.api.account;

import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.trust.TrustedDevice;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Writes trusted devices for clients. */
public final class TrustedDeviceTexts {

  private TrustedDeviceTexts() {}

  /** A list, without the tokens. */
  public static ArrayText list(List<TrustedDevice> devices) {
    ArrayText list = new ArrayText();
    devices.forEach(device -> list.add(one(device)));
    return list;
  }

  /** The same, which says of each device whether it is the one that makes the request. */
  public static ArrayText list(List<TrustedDevice> devices, Predicate<TrustedDevice> isCurrent) {
    ArrayText list = new ArrayText();
    devices.forEach(device -> list.add(one(device).put("is_current", isCurrent.test(device))));
    return list;
  }

  private static ObjectText one(TrustedDevice device) {
    return new ObjectText()
        .put("id", device.id())
        .put("client", device.carrier() == TokenCarrier.COOKIE ? "browser" : "app")
        .put("user_agent", Objects.requireNonNullElse(device.userAgent(), ""))
        .put("ip", Objects.requireNonNullElse(device.address(), ""))
        .put("created_at", device.created())
        .put("last_used_at", device.lastUsed().orElse(null))
        .put("expires_at", device.expiresAt());
  }
}
