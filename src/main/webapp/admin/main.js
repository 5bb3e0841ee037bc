import { start } from "../pages/shell.js";
import { returnPlace } from "./login.js";
import { NAVIGATION, screenFor } from "./screens.js";
import { Audit } from "./screens/audit.js";
import { Bootstrap, Denied, Login } from "./screens/entry.js";
import { Keys } from "./screens/keys.js";
import { Limits } from "./screens/limits.js";
import { Mail } from "./screens/mail.js";
import { Overview } from "./screens/overview.js";
import { Settings } from "./screens/settings.js";
import { Status } from "./screens/status.js";
import { Token } from "./screens/token.js";
import { Users } from "./screens/users.js";

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
  screens: {
    login: Login,
    bootstrap: Bootstrap,
    denied: Denied,
    overview: Overview,
    users: Users,
    audit: Audit,
    mail: Mail,
    limits: Limits,
    keys: Keys,
    token: Token,
    settings: Settings,
    status: Status,
  },
  screenFor: (session) => screenFor(session, window.location.hash),
  navigation: ({ screen }) => (NAVIGATION.includes(screen) ? NAVIGATION : []),
});
