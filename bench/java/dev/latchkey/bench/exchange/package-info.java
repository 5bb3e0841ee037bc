/**
 * Exchanges refresh tokens with one statement and one signature, and does nothing else: the least
 * that any endpoint does for a refresh.
 */
package dev.latchkey.bench.exchange;
