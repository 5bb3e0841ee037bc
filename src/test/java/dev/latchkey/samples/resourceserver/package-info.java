/** An application in a WAR of its own, with the jar for resource servers. */
package dev.latchkey.samples.resourceserver;
