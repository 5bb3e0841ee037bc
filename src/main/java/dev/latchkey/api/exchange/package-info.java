/**
 * How a request finds its session and how an outcome becomes a response: filters, guards, exception
 * mappers, and the parts of responses that several areas share.
 *
 * <p>Resources never write a status or an envelope by hand; they return what {@link
 * dev.latchkey.api.exchange.Answers} and {@link dev.latchkey.api.exchange.SessionAnswers} make.
 */
package dev.latchkey.api.exchange;
