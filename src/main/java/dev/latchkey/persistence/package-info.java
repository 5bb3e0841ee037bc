/**
 * The database: its transactions, its clock and its schema.
 *
 * <p>A use case runs inside {@link dev.latchkey.persistence.Database#transaction}; what is called
 * from there joins it. Nothing is kept in memory between transactions that another node could have
 * changed. Decisions about rows (expiry, windows, intervals) ask {@link
 * dev.latchkey.persistence.Database#now()}, never the node's own clock.
 */
package dev.latchkey.persistence;
