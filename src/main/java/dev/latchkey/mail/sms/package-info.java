/**
 * Short messages: where they go, and who sends them, be it a webhook or an application's own {@link
 * dev.latchkey.mail.sms.SmsSender}.
 *
 * <p>What a message says, and when it is sent, is up to {@link dev.latchkey.mail}.
 */
package dev.latchkey.mail.sms;
