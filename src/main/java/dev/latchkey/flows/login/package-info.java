/**
 * Logs in with a password or a code, takes logins through their stages, and has the operations of a
 * session: refresh its tokens, reauthenticate, log out, end other sessions.
 *
 * <p>A login is complete when it owes no {@link dev.latchkey.flows.login.LoginStage}; only then
 * does its session have an account. Stages are beans, so a feature or an application can add one.
 */
@NullMarked
package dev.latchkey.flows.login;

import org.jspecify.annotations.NullMarked;
