/** Ways to sign and verify a compact JWS, to be measured beside each other. */
package dev.latchkey.bench.jose;
