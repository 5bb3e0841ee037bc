package dev.latchkey.flows.emails;

import dev.latchkey.sessions.Session;
import java.util.Optional;

/** Verifying an address with what a mail to it said. */
public interface AddressVerification {

  /** Looks at a key or code and leaves it good; a wrong code counts as an attempt. */
  VerificationOutcome look(String key, Optional<Session> current);

  /** Verifies the address, and takes a login that waited for it further. */
  VerificationOutcome verify(String key, Optional<Session> current);
}
