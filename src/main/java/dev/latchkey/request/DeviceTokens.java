package dev.latchkey.request;

import java.util.List;

/**
 * The tokens by which a request shows that its device is trusted. A device that several users share
 * has one for each of them.
 *
 * @param texts not validated yet; the newest first
 */
public record DeviceTokens(List<String> texts) {

  /** None. */
  public static final DeviceTokens NONE = new DeviceTokens(List.of());

  public DeviceTokens {
    texts = List.copyOf(texts);
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Shows nothing of the tokens. */
  @Override
  public String toString() {
    return "DeviceTokens[" + texts.size() + "]";
  }
}
