/**
 * What users do with their accounts, by subject: {@link dev.latchkey.flows.login login}, {@link
 * dev.latchkey.flows.signup sign-up}, {@link dev.latchkey.flows.emails addresses}, {@link
 * dev.latchkey.flows.password passwords}. This package contains their shared parts: codes, links,
 * notifications, and the {@linkplain dev.latchkey.flows.Rejection rejections}.
 *
 * <p>Each use case decides in one transaction and returns an {@link dev.latchkey.flows.Outcome},
 * which its caller maps to a response. Passwords are hashed before the transaction begins. An
 * attempt at a secret is counted, and the count committed, before the attempt is made. Mails that
 * result from a decision are counted in its transaction.
 */
@NullMarked
package dev.latchkey.flows;

import org.jspecify.annotations.NullMarked;
