/**
 * What users do with their accounts, by subject: {@link dev.latchkey.flows.login login}, {@link
 * dev.latchkey.flows.signup sign-up}, {@link dev.latchkey.flows.emails addresses}, {@link
 * dev.latchkey.flows.password passwords}. This package has what they share: codes, links,
 * notifications, and the {@linkplain dev.latchkey.flows.Refusal refusals}.
 *
 * <p>Each use case decides in one transaction and returns an {@link dev.latchkey.flows.Outcome},
 * which its caller turns into words. Passwords are hashed before the transaction begins. An attempt
 * at something secret is counted, and the count committed, before it is made; mails that follow
 * from a decision are counted within its transaction.
 */
@NullMarked
package dev.latchkey.flows;

import org.jspecify.annotations.NullMarked;
