/**
 * The resources below {@code /auth} and {@code /tokens}: sign-up, login, codes, sessions,
 * verification, reset, refresh.
 */
package dev.latchkey.api.auth;
