/**
 * Where a user goes after the login who has come from another application of pages: /account/?next=admin. Only names are
 * taken, never addresses, so that no link can lead elsewhere.
 */

const APPLICATIONS = new Map([["admin", "../admin/"]]);

/** The folder of the application that a query names, relative to the account pages; null if it names none. */
export function nextOf(search) {
  return APPLICATIONS.get(new URLSearchParams(search).get("next")) ?? null;
}
