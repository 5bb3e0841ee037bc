/**
 * Mails and short messages: their texts, their storage and their delivery.
 *
 * <p>A mail is stored, encrypted, in the transaction that causes it. After the commit, the node
 * that claims it first sends it; while the mail server is down, it is retried with growing delays.
 * So no request waits for a mail server or fails with it. If a node dies between sending a mail and
 * deleting its row, the mail is sent again, with the same message id. Callers provide links and
 * codes; this package neither creates nor checks them. Only classes that are loaded when mails are
 * sent use {@code jakarta.mail}, because not every server has it. Short messages are delivered in
 * the same way, with separate rows and threads.
 */
package dev.latchkey.mail;
