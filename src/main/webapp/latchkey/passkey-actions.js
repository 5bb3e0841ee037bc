/** Ceremonies with a passkey or security key, from the options to the result of the API. */

import * as webauthn from "./webauthn.js";

/** Gets options, lets the user choose a credential, and sends it; null if the user cancelled. */
export async function getCredential(api, path, how) {
  const options = await api.get(path);
  if (options.status !== 200) {
    return { ...options, begun: false };
  }
  return ceremony(
    () => webauthn.use(options.data.request_options, how),
    (credential) => api.post(path, { credential }),
  );
}

/** Gets options, registers a credential, and sends it with a name; null if the user cancelled. */
export async function createCredential(api, path, { query = "", name, send = "POST" } = {}) {
  const options = await api.get(path + query);
  if (options.status !== 200) {
    return options;
  }
  return ceremony(
    () => webauthn.create(options.data.creation_options),
    (credential) => api.call(send, path, { credential, ...(name && { name }) }),
  );
}

async function ceremony(run, send) {
  let credential;
  try {
    credential = await run();
  } catch (error) {
    if (webauthn.isCancelled(error)) {
      return null;
    }
    return { status: 400, data: null, meta: {}, errors: [], device: error?.name ?? "unknown" };
  }
  return send(credential);
}
