import { screenFor } from "./flows.js";
import { nextOf } from "./next.js";
import { start } from "../pages/shell.js";
import { Forgot, Login, LoginByCode, Signup } from "./screens/entry.js";
import { ResetPassword, VerifyEmail } from "./screens/links.js";
import { steps } from "./screens/steps.js";
import { Overview } from "./screens/overview.js";
import { Addresses } from "./screens/addresses.js";
import { Password } from "./screens/password.js";
import { Sessions } from "./screens/sessions.js";
import { Factors } from "./screens/factors.js";
import { Passkeys } from "./screens/passkeys.js";
import { Devices } from "./screens/devices.js";
import { Data } from "./screens/data.js";
import { Next } from "./screens/next.js";

const WITHOUT_USER = {
  login: Login,
  "login-code": LoginByCode,
  signup: Signup,
  "forgot-password": Forgot,
};
const WITH_USER = {
  overview: Overview,
  addresses: Addresses,
  password: Password,
  factors: Factors,
  passkeys: Passkeys,
  devices: Devices,
  sessions: Sessions,
  data: Data,
};
const LINKS = { "verify-email": VerifyEmail, "reset-password": ResetPassword };
const STEPS = Object.fromEntries(Object.entries(steps).map(([id, step]) => [`step:${id}`, step]));
const SCREENS = { ...WITHOUT_USER, ...WITH_USER, ...LINKS, ...STEPS, next: Next };
const KINDS = {
  withoutUser: new Set([...Object.keys(WITHOUT_USER), ...Object.keys(LINKS)]),
  withUser: new Set([...Object.keys(WITH_USER), "next"]),
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
  screens: SCREENS,
  screenFor: screenOf,
  navigation: (server) => [
    ...(hasNext ? ["next"] : []),
    ...Object.keys(WITH_USER).filter((name) => isUseful[name]?.(server) ?? true),
  ],
});
