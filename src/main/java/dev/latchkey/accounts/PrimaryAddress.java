package dev.latchkey.accounts;

import java.util.Optional;

/**
 * The primary address of an account, as it was read once for tokens and the response of a request.
 *
 * @param email empty if the account has none
 */
public record PrimaryAddress(Optional<String> email, boolean verified) {}
