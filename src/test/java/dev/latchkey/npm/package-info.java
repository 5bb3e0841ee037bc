/**
 * Public clients of the API, from npm and unchanged, against the packaged WAR. They run in an
 * installed Node; without one, or without npm, the tests are skipped, unless {@code
 * -Dlatchkey.required=} names it.
 */
package dev.latchkey.npm;
