import { screenFor } from "./flows.js";
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
const SCREENS = { ...WITHOUT_USER, ...WITH_USER, ...LINKS, ...STEPS };
const KINDS = {
  withoutUser: new Set([...Object.keys(WITHOUT_USER), ...Object.keys(LINKS)]),
  withUser: new Set(Object.keys(WITH_USER)),
};

/** Screens that only some servers have something for. */
const isUseful = {
  passkeys: ({ config }) => config.mfa.supported_types.includes("webauthn"),
  devices: ({ settings }) => settings.trust,
};

const ICONS = {
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
  screenFor: (session, asked) => screenFor(session, asked, KINDS),
  navigation: (server) => Object.keys(WITH_USER).filter((name) => isUseful[name]?.(server) ?? true),
});
