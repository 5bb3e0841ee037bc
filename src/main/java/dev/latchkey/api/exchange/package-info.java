/**
 * How a request finds its session and how an outcome becomes a response: filters, guards, exception
 * mappers, and the parts of responses that several areas have in common.
 *
 * <p>Resources never build a status or an envelope themselves; they return responses from {@link
 * dev.latchkey.api.exchange.Answers} and {@link dev.latchkey.api.exchange.SessionAnswers}.
 */
package dev.latchkey.api.exchange;
