/** Passkeys and security keys in the browser (WebAuthn Level 3 §5.1). */

export const isSupported = () => typeof globalThis.PublicKeyCredential === "function";

export async function isAutofillSupported() {
  return (
    isSupported() &&
    typeof PublicKeyCredential.isConditionalMediationAvailable === "function" &&
    (await PublicKeyCredential.isConditionalMediationAvailable())
  );
}

/** Registers a credential. Rejects with the browser's error if the user cancels. */
export async function create({ publicKey }, signal) {
  return toJson(await navigator.credentials.create({ publicKey: creation(publicKey), signal }));
}

/** Uses a credential; with mediation "conditional", when the user chooses it from autofill. */
export async function use({ publicKey }, { mediation, signal } = {}) {
  return toJson(await navigator.credentials.get({ publicKey: request(publicKey), mediation, signal }));
}

/** Whether the user, or the page, ended the ceremony, so that there is nothing to report. */
export function isCancelled(error) {
  return error?.name === "NotAllowedError" || error?.name === "AbortError";
}

function creation(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  };
}

function request(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  };
}

function descriptors(list) {
  return list?.map((one) => ({ ...one, id: bytes(one.id) }));
}

const ANSWERS = [
  "clientDataJSON",
  "attestationObject",
  "authenticatorData",
  "signature",
  "userHandle",
];

function toJson(credential) {
  if (typeof credential.toJSON === "function") {
    return credential.toJSON();
  }
  const response = {};
  for (const name of ANSWERS) {
    if (credential.response[name]) {
      response[name] = text(credential.response[name]);
    }
  }
  const transports = credential.response.getTransports?.();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: transports ? { ...response, transports } : response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** Base64url without padding (RFC 4648 §5) to bytes. */
export function bytes(base64url) {
  const binary = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

export function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
