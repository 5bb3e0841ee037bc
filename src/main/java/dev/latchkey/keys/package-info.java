/**
 * The keys this installation signs with, and the secrets it keeps: the ring in the database with
 * its next, active and retired keys, their rotation, and the published key set.
 *
 * <p>{@link dev.latchkey.keys.KeyRing} is shared by all threads and rereads the database from time
 * to time; private halves are stored encrypted. Callers need no transaction of their own.
 */
package dev.latchkey.keys;
