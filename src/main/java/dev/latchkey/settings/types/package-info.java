/**
 * The types of settings: how a text becomes a value, and which texts are allowed.
 *
 * <p>Values are immutable. Depends on no other package of Latchkey.
 */
package dev.latchkey.settings.types;
