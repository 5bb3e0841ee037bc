package dev.latchkey.admin;

import java.util.Optional;

/**
 * Which accounts to list.
 *
 * @param start how the user name or an address begins, without regard to case
 * @param group a group they were put into
 * @param after only accounts with a higher id: the last one of the page before
 * @param limit how many at most
 */
public record AccountQuery(
    Optional<String> start,
    Optional<String> group,
    Optional<Boolean> active,
    long after,
    int limit) {}
