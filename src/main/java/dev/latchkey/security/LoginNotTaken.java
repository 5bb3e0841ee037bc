package dev.latchkey.security;

/**
 * Fired as a CDI event if the container does not accept a caller with a valid token. Then only our
 * JAX-RS filter knows the caller.
 *
 * @param cause the container's exception
 */
public record LoginNotTaken(RuntimeException cause) {}
