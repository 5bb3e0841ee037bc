/**
 * What must hold under concurrent load, on two nodes, while parts fail: real servers on loopback
 * and a real PostgreSQL, which the tests stop, cut off and slow down.
 *
 * <p>Each class is a promise, each test one sentence of it. In the ordinary run they are short;
 * with {@code -Ptorture} they run at full length. Choices at random follow a seed that a failure
 * names.
 */
package dev.latchkey.torture;
