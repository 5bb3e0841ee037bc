/** Changes passwords, and resets forgotten ones by a link or code from a mail. */
package dev.latchkey.flows.password;
