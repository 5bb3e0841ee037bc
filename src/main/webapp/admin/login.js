/**
 * The way to the login and back. Logins belong to the pages for users, which know every step that a server may ask for.
 * They come back to the pages for administrators by their name; no address is passed on that an attacker could forge.
 */

const PLACE = "latchkey.admin.place";

/**
 * Leaves for the login.
 *
 * @param login the folder of the pages for users, relative to the application
 */
export function leaveForLogin(login, window = globalThis.window) {
  try {
    window.sessionStorage.setItem(PLACE, window.location.hash);
  } catch {
    // Users come back to the start, then.
  }
  const target = new URL(`../${login}`, new URL(".", window.location.href));
  target.searchParams.set("next", "admin");
  window.location.assign(target.href);
}

/** The place within the pages that the user has left for the login, once; "" if there is none. */
export function returnPlace(window = globalThis.window) {
  try {
    const place = window.sessionStorage.getItem(PLACE) ?? "";
    window.sessionStorage.removeItem(PLACE);
    return place.startsWith("#/") ? place : "";
  } catch {
    return "";
  }
}
