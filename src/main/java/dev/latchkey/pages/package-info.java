/**
 * The pages for people, such as those at {@code /account/}: whether they are served, which headers
 * they have, and what they must know before they call the API. The pages themselves are files of
 * the WAR, in a folder of {@code src/main/webapp} for each {@linkplain
 * dev.latchkey.pages.PagesApplication application}, and in {@code pages} what these share. They are
 * clients of the API like any other, and have no rights of their own.
 */
package dev.latchkey.pages;
