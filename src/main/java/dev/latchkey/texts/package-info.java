/**
 * Translated texts: the languages, the bundles with a text in each of them, and the codes of
 * errors, each of which has a text.
 *
 * <p>Texts are read once and immutable, so all threads share them. Depends on no other package of
 * Latchkey; every other one may use it.
 */
package dev.latchkey.texts;
