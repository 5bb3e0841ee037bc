package dev.latchkey.accounts.emails;

import java.time.Instant;

/** An address that an account has added, although another account has verified it. */
public record AddressClaim(String email, Instant created) {

  static AddressClaim of(Object row) {
    Object[] columns = (Object[]) row;
    return new AddressClaim(
        (String) columns[0], Instant.ofEpochMilli(((Number) columns[1]).longValue()));
  }
}
