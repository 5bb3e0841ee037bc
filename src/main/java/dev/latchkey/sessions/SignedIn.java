package dev.latchkey.sessions;

import dev.latchkey.jose.AuthenticationClaims;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A live session and what applications need to know about its user.
 *
 * @param lastProof when the user last authenticated
 * @param authentication how and when the user authenticated
 * @param username the account's user name; empty if the account has none
 * @param email the account's primary address, if it is verified
 * @param groups the groups assigned to the account
 */
public record SignedIn(
    long sessionId,
    Instant lastProof,
    AuthenticationClaims authentication,
    long accountId,
    Optional<String> username,
    Optional<String> email,
    Set<String> groups) {}
