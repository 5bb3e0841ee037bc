/**
 * Integrates our tokens with the container's security: a mechanism that finds them, annotations
 * that restrict which of them a resource accepts, and a caller that is the same in every API of the
 * container. Other packages validate tokens: {@code identity} in Latchkey's own WAR, {@code
 * resource} in resource servers.
 *
 * <p>Applications' own endpoints need only this package. On an unprotected path, an invalid token
 * does not cause a rejection; resources that need a caller require one. The package depends on no
 * other package of ours but {@code jose}, because it is also part of the jar for resource servers.
 */
@NullMarked
package dev.latchkey.security;

import org.jspecify.annotations.NullMarked;
