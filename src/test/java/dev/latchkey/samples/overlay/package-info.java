/**
 * An application in the same WAR: a jar in {@code WEB-INF/lib}, secured by the container and by
 * annotations.
 */
package dev.latchkey.samples.overlay;
