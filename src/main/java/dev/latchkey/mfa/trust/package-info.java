/**
 * Trusted devices: browsers and apps in which logins are not asked for a second factor, although
 * the account has one. A trusted login has shown only its first factor, and says no more.
 *
 * <p>A device has a token, of which the database has a digest. The token is valid for one account,
 * until it expires, the device is removed, or the account's password or second factors change.
 */
@NullMarked
package dev.latchkey.mfa.trust;

import org.jspecify.annotations.NullMarked;
