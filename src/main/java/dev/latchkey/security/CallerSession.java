package dev.latchkey.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The session behind a token.
 *
 * @param id its public number, or null
 * @param authenticatedAt when its user last authenticated, or null
 */
public record CallerSession(@Nullable Long id, @Nullable Instant authenticatedAt) {}
