/**
 * Tests of the packaged WAR over HTTP. They know an address and nothing else of the server; it is
 * started by {@code bin/serve} with an empty database, once for all classes that want the same
 * settings, and ends with the test run.
 */
package dev.latchkey.it;
