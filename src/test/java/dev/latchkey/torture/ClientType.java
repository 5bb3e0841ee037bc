package dev.latchkey.torture;

import java.util.function.Supplier;

/** What a user's device is to the API. */
enum ClientType {
  /** It sends tokens in headers. */
  APP(AppDevice::new),
  /** It has a session cookie, and sends the CSRF token. */
  BROWSER(BrowserDevice::new);

  private final Supplier<Device> device;

  ClientType(Supplier<Device> device) {
    this.device = device;
  }

  /** A device that has never been here. */
  Device device() {
    return device.get();
  }
}
