/**
 * The pages for users at {@code /account/}: whether they are served, which headers they have, and
 * what they must know before they call the API. The pages themselves are files of the WAR, in
 * {@code src/main/webapp/account}. They are a client of the browser API like any other, and have no
 * rights of their own.
 */
package dev.latchkey.pages;
