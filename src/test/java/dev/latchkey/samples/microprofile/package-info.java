/** An application that knows MicroProfile JWT and nothing of ours. */
package dev.latchkey.samples.microprofile;
