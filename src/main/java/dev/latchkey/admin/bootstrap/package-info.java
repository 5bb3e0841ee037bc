/**
 * The first administrator of an installation.
 *
 * <p>While there is none, whoever knows the bootstrap token can create one, once. Afterwards that
 * is never possible again.
 */
package dev.latchkey.admin.bootstrap;
