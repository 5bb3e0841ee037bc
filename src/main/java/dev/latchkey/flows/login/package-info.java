/**
 * Logging in, with a password or a code; what a login still owes; and what a session may do
 * afterwards: refresh its tokens, reauthenticate, log out, end other sessions.
 *
 * <p>A login is complete when no {@link dev.latchkey.flows.login.LoginStage} is owed; only then
 * does its session have an account. Stages are beans, so a feature or an application can add one.
 */
@NullMarked
package dev.latchkey.flows.login;

import org.jspecify.annotations.NullMarked;
