/** Addresses within the pages: #/users/50, #/audit?account=50&type=login_failed. Filters are part of the address. */

/** The name of the screen, what it is about ("" for none), and the filters. */
export function parse(fragment) {
  const [path, query = ""] = fragment.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const [screen, ...about] = path.split("/");
  return { screen, about: decoded(about.join("/")), filters: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a screen with the filters that have a value; without the sign #. */
export function address(screen, about = "", filters = {}) {
  const path = about === "" ? screen : `${screen}/${encodeURIComponent(about)}`;
  const query = queryOf(filters);
  return query === "" ? path : `${path}?${query}`;
}

/** The parameters that have a value, as a query; "" for none. */
export function queryOf(parameters) {
  const given = Object.entries(parameters)
    .map(([name, value]) => [name, String(value ?? "").trim()])
    .filter(([, value]) => value !== "");
  return new URLSearchParams(given).toString();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
