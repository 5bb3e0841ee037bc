/**
 * Judges tokens where Latchkey itself runs: session tokens by their session, access tokens by their
 * signature and, where validation is stateful or a resource wants it, by their session too.
 *
 * <p>Identity stores of Jakarta Security, called by the mechanism in {@code security} and by nobody
 * else. They write nothing and open no transaction of their own.
 */
package dev.latchkey.identity;
