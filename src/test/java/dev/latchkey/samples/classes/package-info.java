/** An application that goes to {@code WEB-INF/classes} of the WAR, with descriptors of its own. */
package dev.latchkey.samples.classes;
