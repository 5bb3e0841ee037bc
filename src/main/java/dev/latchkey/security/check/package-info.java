/**
 * Stops a deployment in which a security annotation has no effect. It runs once, when the web
 * application starts, in Latchkey's WAR and in every application with the jar for resource servers.
 * Only the container calls it.
 */
package dev.latchkey.security.check;
