/** An application that the server's own MicroProfile JWT secures, with the same endpoint. */
package dev.latchkey.bench.microprofile;
