/**
 * Tests in a real browser: an installed Chromium, driven by Playwright. Without one they are
 * skipped, unless {@code -Dlatchkey.required=} names it.
 */
package dev.latchkey.chromium;
