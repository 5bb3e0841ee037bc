/**
 * Sample applications, one package each, and the tests that build them, deploy them and call them.
 * What the pages in {@code docs} show is what runs here.
 */
package dev.latchkey.samples;
