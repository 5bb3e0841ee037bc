package dev.latchkey.flows.emails;

import dev.latchkey.accounts.emails.EmailAddress;
import java.time.Instant;

/** An address, as its account sees it. */
public record ListedAddress(String email, boolean verified, boolean primary, Instant created) {

  static ListedAddress of(EmailAddress address) {
    return new ListedAddress(
        address.email(), address.isVerified(), address.isPrimary(), address.created());
  }
}
