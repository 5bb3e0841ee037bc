package dev.latchkey.security;

import java.time.Instant;

/**
 * The session behind a token.
 *
 * @param id its public number; or null
 * @param authenticatedAt when its owner last proved who they are; or null
 */
public record CallerSession(Long id, Instant authenticatedAt) {}
