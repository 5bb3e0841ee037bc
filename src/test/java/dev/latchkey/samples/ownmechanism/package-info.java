/** An application with the jar for resource servers and an authentication mechanism of its own. */
package dev.latchkey.samples.ownmechanism;
