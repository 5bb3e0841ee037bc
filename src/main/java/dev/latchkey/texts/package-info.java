/**
 * Texts for people: the languages there are, the bundles that hold a text in each of them, and the
 * codes of errors, each of which has one.
 *
 * <p>Everything here is read once and never changes, so all threads share it. Depends on no other
 * package of ours; every other one may call it.
 */
package dev.latchkey.texts;
