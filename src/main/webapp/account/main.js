import { STEPS, screenFor } from "./flows.js";
import { nextOf } from "./next.js";
import { start } from "../latchkey/shell.js";
import { Forgot, Login, LoginByCode, Signup } from "./screens/entry.js";
import { Overview } from "./screens/overview.js";

const WITHOUT_USER = {
  login: Login,
  "login-code": LoginByCode,
  signup: Signup,
  "forgot-password": Forgot,
};
const OF_THE_USER = ["overview", "addresses", "password", "factors", "passkeys", "devices", "sessions", "data"];
const LATER = {
  addresses: async () => (await import("./screens/addresses.js")).Addresses,
  password: async () => (await import("./screens/password.js")).Password,
  factors: async () => (await import("./screens/factors.js")).Factors,
  passkeys: async () => (await import("./screens/passkeys.js")).Passkeys,
  devices: async () => (await import("./screens/devices.js")).Devices,
  sessions: async () => (await import("./screens/sessions.js")).Sessions,
  data: async () => (await import("./screens/data.js")).Data,
  next: async () => (await import("./screens/next.js")).Next,
  "verify-email": async () => (await import("./screens/links.js")).VerifyEmail,
  "reset-password": async () => (await import("./screens/links.js")).ResetPassword,
};
for (const step of [...STEPS, "unknown"]) {
  LATER[`step:${step}`] = async () => (await import("./screens/steps.js")).steps[step];
}
const KINDS = {
  withoutUser: new Set([...Object.keys(WITHOUT_USER), "verify-email", "reset-password"]),
  withUser: new Set([...OF_THE_USER, "next"]),
};

const hasNext = nextOf(window.location.search) !== null;
let hasAddedFactor = false;

/** Users who have come from another application go back there; who has just added a factor sees the recovery codes first. */
function screenOf(session, asked) {
  const start = hasNext && !hasAddedFactor ? "next" : "overview";
  const name = screenFor(session, asked.name === "next" && !hasNext ? { name: "" } : asked, { ...KINDS, start });
  hasAddedFactor ||= name === "step:mfa_enroll";
  return name;
}

/** Screens that only some servers have something for. */
const isUseful = {
  passkeys: ({ config }) => config.mfa.supported_types.includes("webauthn"),
  devices: ({ settings }) => settings.trust,
};

const ICONS = {
  next: "gear",
  overview: "home",
  addresses: "mail",
  password: "lock",
  factors: "shield",
  passkeys: "key",
  devices: "laptop",
  sessions: "clock",
  data: "download",
};

start("account", {
  icons: ICONS,
  screens: { ...WITHOUT_USER, overview: Overview },
  later: LATER,
  screenFor: screenOf,
  navigation: (server) => [
    ...(hasNext ? ["next"] : []),
    ...OF_THE_USER.filter((name) => isUseful[name]?.(server) ?? true),
  ],
});
