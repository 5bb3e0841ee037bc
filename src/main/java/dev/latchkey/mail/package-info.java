/**
 * Mail and short messages: what is written to people, and its way to them.
 *
 * <p>A mail is stored, encrypted, in the transaction that causes it and sent after its commit by
 * whichever node claims it first; while the mail server is down it is tried again with growing
 * delays. So a request neither waits for a mail server nor fails with it. A mail that a node sent
 * and could not cross out before it died goes out again, under the same message id. Links and codes
 * come from the caller; nothing here makes or checks one. What touches {@code jakarta.mail} sits in
 * classes that are loaded only where mails are really sent, since not every server has it. Short
 * messages go the same way, in rows and rounds of their own.
 */
package dev.latchkey.mail;
