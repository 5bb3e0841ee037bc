/**
 * The signing keys of this installation, and its secret key: the ring in the database with its
 * next, active and retiring keys, their rotation, and the published key set.
 *
 * <p>{@link dev.latchkey.keys.KeyRing} is shared by all threads and rereads the database from time
 * to time; private halves are stored encrypted. Callers need no transaction of their own.
 */
package dev.latchkey.keys;
