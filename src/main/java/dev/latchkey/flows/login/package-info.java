/**
 * Logs users in with a password or a code, and advances logins through their stages. A logged-in
 * user's session can refresh its tokens, reauthenticate, log out, and end other sessions.
 *
 * <p>A login is complete when it owes no {@link dev.latchkey.flows.login.LoginStage}; only then
 * does its session have an account. Stages are beans, so a feature or an application can add one.
 */
@NullMarked
package dev.latchkey.flows.login;

import org.jspecify.annotations.NullMarked;
