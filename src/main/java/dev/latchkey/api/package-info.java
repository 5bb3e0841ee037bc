/**
 * The HTTP boundary: the JAX-RS applications, and the resources that belong to no area. Each area
 * has a package of its own that mirrors its URLs: {@code auth}, {@code account}, {@code admin},
 * {@code oauth}, {@code openapi}.
 *
 * <p>The rules behind the boundary are in other packages, which do not depend on HTTP. Only the
 * container calls these packages.
 */
package dev.latchkey.api;
