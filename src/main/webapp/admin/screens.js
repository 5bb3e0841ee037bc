/** Which screen an administrator sees. */

import { parse } from "./address.js";

/** Screens that need an administrator, in the order of the navigation. */
export const NAVIGATION = ["overview", "users", "audit", "mail", "limits", "keys", "token", "settings", "status"];

/**
 * The name of the screen for a session and an address.
 *
 * @param fragment the address within the pages
 */
export function screenFor(session, fragment) {
  const { screen } = parse(fragment);
  if (screen === "bootstrap") {
    return screen;
  }
  if (!session.authenticated) {
    return "login";
  }
  return screen === "denied" || NAVIGATION.includes(screen) ? screen : "overview";
}
