/**
 * Validates tokens in Latchkey's own WAR: session tokens by their session, access tokens by their
 * signature and, with stateful validation or if a resource requires it, by their session too.
 *
 * <p>These are identity stores of Jakarta Security; only the mechanism in {@code security} calls
 * them. They write nothing and begin no transaction of their own.
 */
package dev.latchkey.identity;
