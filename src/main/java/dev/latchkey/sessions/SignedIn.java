package dev.latchkey.sessions;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's live session and what applications want to know of its owner.
 *
 * @param lastProof when its person last proved who they are
 * @param username the account's user name; empty where people are known by their address alone
 * @param email the account's primary address, if it is verified
 * @param groups those that the account was put into
 */
public record SignedIn(
    long sessionId,
    Instant lastProof,
    long accountId,
    Optional<String> username,
    Optional<String> email,
    Set<String> groups) {}
