/**
 * The HTTP boundary: the applications that JAX-RS publishes, and the resources that belong to no
 * area. Each area has a package of its own that mirrors its URLs: {@code auth}, {@code account},
 * {@code admin}, {@code oauth}, {@code openapi}.
 *
 * <p>The rules behind the boundary live elsewhere and know nothing of HTTP; only the container
 * calls into these packages.
 */
package dev.latchkey.api;
