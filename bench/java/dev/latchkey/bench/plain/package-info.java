/** An application without any security, which tells the same as the sample endpoint of Latchkey. */
package dev.latchkey.bench.plain;
