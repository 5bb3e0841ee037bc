package dev.latchkey.admin;

import java.util.Optional;

/**
 * Which accounts to list.
 *
 * @param start the beginning of the user name or an address, regardless of case; or the id
 * @param group a group assigned to them
 * @param verified whether they have a verified address
 * @param after only accounts with a higher id: the last one of the page before
 * @param limit the maximum number of accounts
 */
public record AccountQuery(
    Optional<String> start,
    Optional<String> group,
    Optional<Boolean> active,
    Optional<Boolean> verified,
    long after,
    int limit) {}
