package dev.latchkey.admin.status;

import java.time.Instant;

/**
 * A node that runs or has run lately.
 *
 * @param id an id that it has from its start to its end
 * @param host the name of its machine or container, as far as it is known
 * @param lastSeen when it last updated its row
 * @param alive whether that was lately
 * @param current whether it is the node that says so
 */
public record SeenNode(
    String id,
    String host,
    String version,
    Instant started,
    Instant lastSeen,
    boolean alive,
    boolean current) {}
