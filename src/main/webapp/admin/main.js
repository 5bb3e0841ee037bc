import { start } from "../latchkey/shell.js";
import { returnPlace } from "./login.js";
import { NAVIGATION, screenFor } from "./screens.js";
import { Bootstrap, Denied, Login } from "./screens/entry.js";
import { Overview } from "./screens/overview.js";
import { Status } from "./screens/status.js";

const place = returnPlace();
if (place !== "" && window.location.hash === "") {
  window.history.replaceState(null, "", place);
}

start("admin", {
  icons: {
    overview: "chart",
    users: "users",
    audit: "list",
    mail: "mail",
    limits: "limit",
    keys: "key",
    token: "search",
    settings: "gear",
    status: "heart",
  },
  screens: { login: Login, bootstrap: Bootstrap, denied: Denied, overview: Overview, status: Status },
  later: {
    users: async () => (await import("./screens/users.js")).Users,
    audit: async () => (await import("./screens/audit.js")).Audit,
    mail: async () => (await import("./screens/mail.js")).Mail,
    limits: async () => (await import("./screens/limits.js")).Limits,
    keys: async () => (await import("./screens/keys.js")).Keys,
    token: async () => (await import("./screens/token.js")).Token,
    settings: async () => (await import("./screens/settings.js")).Settings,
  },
  screenFor: (session) => screenFor(session, window.location.hash),
  navigation: ({ screen }) => (NAVIGATION.includes(screen) ? NAVIGATION : []),
});
