/**
 * What people do with their accounts: signing up, logging in and out, and the steps in between.
 *
 * <p>Each use case decides in one transaction and answers with an outcome that its caller turns into
 * words. Passwords are hashed before the transaction begins; attempts are counted, and their count
 * committed, before they are made. A login is complete when no {@link dev.latchkey.flows.LoginStage}
 * is owed; only then does its session have an account.
 */
package dev.latchkey.flows;
