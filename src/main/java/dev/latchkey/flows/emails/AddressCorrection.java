package dev.latchkey.flows.emails;

import dev.latchkey.flows.Problem;

/** What came of turning a pending verification to another address. */
public sealed interface AddressCorrection {

  /** A code is on its way to the other address. */
  record Sent() implements AddressCorrection {}

  record Refused(Problem problem) implements AddressCorrection {}

  /** No verification is pending (any more). */
  record NotPending() implements AddressCorrection {}
}
