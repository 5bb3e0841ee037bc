/**
 * Addresses within the page are in the fragment: #/sessions, #/verify-email/KEY. A fragment is never sent to a server,
 * so that the keys of mails are in no access log and in no Referer.
 */

/** The name and the key in a fragment; the name is "" for the start. */
export function parse(fragment) {
  const [name = "", ...key] = fragment.replace(/^#?\/?/, "").split("/");
  return { name, key: decoded(key.join("/")) };
}

export function href(name) {
  return `#/${name}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, "%20"));
  } catch {
    return text;
  }
}

/** Calls back with each address, the present one included; returns how to replace it. */
export function route(window, changed) {
  const report = () => changed(parse(window.location.hash));
  window.addEventListener("hashchange", report);
  report();
  return {
    /** Leaves no trace of the present address, whose key is used up, in the history. */
    replace(name) {
      window.history.replaceState(null, "", href(name));
      report();
    },
  };
}
