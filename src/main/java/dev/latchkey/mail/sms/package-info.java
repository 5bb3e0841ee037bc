/**
 * Sending of short messages, by a webhook or by an application's {@link
 * dev.latchkey.mail.sms.SmsSender}.
 *
 * <p>{@link dev.latchkey.mail} decides what a message says and when it is sent.
 */
@NullMarked
package dev.latchkey.mail.sms;

import org.jspecify.annotations.NullMarked;
