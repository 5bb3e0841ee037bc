/**
 * The container's own security, fed by our tokens: a mechanism that finds them, annotations that
 * narrow which of them counts, a caller that every API of the container sees alike. Who judges
 * tokens lives elsewhere: in {@code identity} where Latchkey itself runs, in {@code resource} where
 * only its tokens arrive.
 *
 * <p>Applications' own endpoints need nothing but this package. A bad token on a path that nobody
 * protects is no reason to refuse the request; whoever needs a caller asks for one. Depends on no
 * other package of ours but {@code jose}, since it is part of the jar for resource servers as well.
 */
@NullMarked
package dev.latchkey.security;

import org.jspecify.annotations.NullMarked;
