/**
 * What the integration tests share: servers and databases to start, clients of the API, mail and
 * messages to read, and checks that every answer must pass. Here is no test of the product; two
 * tests are of the checks themselves.
 */
package dev.latchkey.it.support;
