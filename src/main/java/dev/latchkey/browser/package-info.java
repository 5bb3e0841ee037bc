/**
 * What the server knows of browsers: their session cookie, the cookie with the CSRF token, and
 * whether a request may have been made by another site. The API for browsers and the endpoints of
 * applications use the same rules.
 *
 * <p>Values are compared as they were sent. Nothing here looks up a session.
 */
@NullMarked
package dev.latchkey.browser;

import org.jspecify.annotations.NullMarked;
