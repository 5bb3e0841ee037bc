/**
 * How a request finds its session and how an outcome becomes a response: filters, guards, exception
 * mappers, and the parts of responses that several areas have in common.
 *
 * <p>{@link dev.latchkey.api.exchange.Outcomes} maps the rejections of use cases, {@link
 * dev.latchkey.api.exchange.SessionAnswers} writes the state of a session, and {@link
 * dev.latchkey.api.exchange.Answers} makes responses of envelopes; resources write their own data.
 */
package dev.latchkey.api.exchange;
