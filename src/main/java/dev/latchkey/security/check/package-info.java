/**
 * Stops a deployment in which an annotation that should guard something guards nothing. Runs once,
 * when the web application starts, in Latchkey's WAR and wherever the jar for resource servers is;
 * only the container calls it.
 */
package dev.latchkey.security.check;
