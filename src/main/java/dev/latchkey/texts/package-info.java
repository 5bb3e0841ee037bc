/**
 * Translated texts: the languages, and the bundles with a text in each of them.
 *
 * <p>Texts are read once and immutable, so all threads share them. Depends on no other package of
 * Latchkey; every other one may use it.
 */
package dev.latchkey.texts;
