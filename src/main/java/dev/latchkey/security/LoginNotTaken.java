package dev.latchkey.security;

/**
 * Fired as a CDI event when a caller with a good token comes and the container refuses to take note
 * of them: then nothing but our JAX-RS filter knows who calls.
 *
 * @param cause what the container said
 */
public record LoginNotTaken(RuntimeException cause) {}
