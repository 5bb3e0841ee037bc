package dev.latchkey.throttle;

import dev.latchkey.settings.types.RateLimit;

/**
 * A row in which attempts are counted.
 *
 * @param id the hash of what is counted together
 */
public record Bucket(String id, RateLimit limit) {}
