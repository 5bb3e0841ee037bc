/**
 * The database: its transactions, its clock and its schema.
 *
 * <p>A use case runs inside {@link dev.latchkey.persistence.Database#transaction}; calls from there
 * join the transaction. Nothing that another node could change is kept in memory between
 * transactions. Decisions about rows (expiry, windows, intervals) use {@link
 * dev.latchkey.persistence.Database#now()}, never the node's own clock.
 */
package dev.latchkey.persistence;
