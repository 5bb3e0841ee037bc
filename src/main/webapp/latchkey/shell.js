/**
 * What surrounds the screens of an application, and starts it: texts, settings, the session, header and navigation,
 * notices, and the dialogs that ask before something final or for another authentication.
 */

import { render } from "./vendor/preact.module.js";
import { useEffect, useMemo, useRef, useState } from "./vendor/preact-hooks.module.js";
import { Api, readSettings } from "./api.js";
import { NOBODY, pendingFlow, sessionOf } from "./flows.js";
import { Icon } from "./icons.js";
import { LANGUAGES, choose, load } from "./i18n.js";
import { route } from "./router.js";
import { App, Button, Dialog, Link, failure, html, useApp } from "./ui.js";
import { Reauthentication } from "./reauthentication.js";

/** What the user has chosen for this browser; nothing, where storage is blocked. */
const choices = {
  get(name) {
    try {
      return window.localStorage.getItem(`latchkey.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      window.localStorage.setItem(`latchkey.${name}`, value);
    } catch {
      // It lasts as long as the page, then.
    }
  },
};

function Shell({ settings, firstTexts, folders, screens, later, screenFor, navigation, icons }) {
  const [texts, setTexts] = useState(firstTexts);
  const [session, setSession] = useState(null);
  const [config, setConfig] = useState(null);
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState({ name: "", key: "" });
  const [notice, setNotice] = useState(null);
  const [question, setQuestion] = useState(null);
  const [reauthentication, setReauthentication] = useState(null);
  const now = useRef({});
  Object.assign(now.current, { texts, session, reauthentication });
  const { t } = texts;

  const api = useMemo(
    () =>
      new Api({
        base: settings.api,
        csrf: settings.csrf,
        language: () => now.current.texts.language,
        onSession: (result) => {
          const next = sessionOf(result);
          const before = now.current.session;
          const isOver = !next.authenticated && !pendingFlow(next.flows);
          const wasNot = before && (before.authenticated || pendingFlow(before.flows));
          if (isOver && wasNot && !now.current.leaving) {
            const text = before.authenticated ? "notice.session_ended" : "notice.step_ended";
            setNotice({ kind: "warning", text: now.current.texts.t(text) });
          }
          if (!next.authenticated) {
            now.current.reauthentication?.close(false);
          }
          now.current.session = next;
          setSession(next);
        },
        onReauthenticate: (flows) => {
          if (now.current.reauthentication) {
            return now.current.reauthentication.promise;
          }
          let resolve;
          const promise = new Promise((done) => {
            resolve = done;
          });
          const open = { flows, promise };
          open.close = (done) => {
            now.current.reauthentication = null;
            setReauthentication(null);
            resolve(done);
          };
          now.current.reauthentication = open;
          setReauthentication(open);
          return promise;
        },
      }),
    [],
  );

  const router = useRef(null);
  useEffect(() => {
    router.current = route(window, (next) => {
      setAsked(next);
      setNotice(null);
    });
  }, []);

  const ask = () => Promise.all([api.get("/auth/session"), api.get("/config")]);
  const first = useMemo(ask, []);
  const begin = async (asked) => {
    setFailed(false);
    const [who, what] = await asked;
    if (what.status === 200 && (who.status === 200 || who.status === 401)) {
      setConfig(what.data);
    } else {
      setFailed(true);
    }
  };
  useEffect(() => {
    begin(first);
    const look = () => {
      // A link from a mail may have been opened, or the session ended, in another tab.
      if (document.visibilityState === "visible" && now.current.session) {
        api.get("/auth/session");
      }
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts]);

  /** Ends the session, whatever its state, by logging out or by another request that does. */
  const leave = async (text, request = () => api.delete("/auth/session")) => {
    now.current.leaving = true;
    const result = await request();
    now.current.leaving = false;
    const hasEnded = result.status === 401 && result.meta.is_authenticated === false;
    if (hasEnded) {
      router.current.replace("");
    }
    setNotice(
      hasEnded ? { kind: "done", text: t(text) } : { kind: "warning", text: failure(result, t) },
    );
  };

  const app = {
    api,
    settings,
    config,
    session: session ?? NOBODY,
    key: asked.key,
    ...texts,
    replace: (name) => router.current.replace(name),
    notify: (text, kind = "done") => setNotice({ text, kind }),
    /** Asks before something that cannot be undone; resolves to whether to do it. */
    confirm: (text, action) =>
      new Promise((resolve) =>
        setQuestion({
          text,
          action,
          close: (done) => {
            setQuestion(null);
            resolve(done);
          },
        }),
      ),
    leave,
    logOut: () => leave("notice.logged_out"),
    startOver: () => leave("notice.started_over"),
  };

  const chooseLanguage = async (event) => {
    const language = event.target.value;
    try {
      setTexts(await load(language, folders));
      choices.set("language", language);
    } catch {
      setNotice({ kind: "warning", text: t("error.unreachable") });
    }
  };

  const ready = session && config;
  const name = ready && screenFor(session, asked);
  const [Current, isBroken] = useScreen(name, screens, later);
  const names = ready && session.authenticated ? navigation({ config, settings, screen: name }) : [];
  useEffect(() => {
    // A notice belongs to the screen that it has appeared on.
    if (notice && notice.screen === undefined) {
      notice.screen = name;
    } else if (notice && notice.screen !== name) {
      setNotice((present) => (present === notice ? null : present)); // not one that has just come
    }
  }, [name, notice]);
  return html`<${App.Provider} value=${app}>
    <a class="skip" href="#main" onClick=${skip}>${t("skip")}</a>
    <header>
      <p class="brand"><${Link} to=""><span class="mark" aria-hidden="true"></span>${t("brand")}<//></p>
      ${session?.authenticated &&
      html`<div class="user">
        <span class="name">${session.user.display}</span>
        <${Button} onClick=${app.logOut}>${t("log_out")}<//>
      </div>`}
    </header>
    <div class=${names.length > 0 ? "body with-nav" : "body"}>
      ${names.length > 0 && html`<${Navigation} names=${names} icons=${icons} current=${name} />`}
      <main id="main" tabindex="-1">
        <div class="notices" role="status" aria-live="polite">
          ${notice && html`<p class=${`notice ${notice.kind}`}>${notice.text}</p>`}
        </div>
        ${failed &&
        html`<div class="alert" role="alert">
          <p>${t("error.unreachable")}</p>
          <p><${Button} onClick=${() => begin(ask())}>${t("retry")}<//></p>
        </div>`}
        ${isBroken &&
        html`<div class="alert" role="alert">
          <p>${t("error.unreachable")}</p>
          <p><${Button} onClick=${() => window.location.reload()}>${t("retry")}<//></p>
        </div>`}
        ${Current && html`<${Current} key=${name} />`}
        ${!Current && !failed && !isBroken && html`<p class="loading" role="status">${t("loading")}</p>`}
      </main>
    </div>
    <footer>
      <div class="choice">
        <label for="language">${t("language")}</label>
        <select id="language" value=${texts.language} onChange=${chooseLanguage}>
          ${Object.entries(LANGUAGES).map(
            ([tag, own]) =>
              html`<option value=${tag} lang=${tag} selected=${tag === texts.language}>${own}</option>`,
          )}
        </select>
      </div>
      <${Theme} />
    </footer>
    ${question && html`<${Question} ...${question} />`}
    ${reauthentication &&
    html`<${Reauthentication} flows=${reauthentication.flows} onClose=${reauthentication.close} />`}
  <//>`;
}

/** The component of a screen, null while it is loaded, and whether that has failed. Once one is shown, all are loaded. */
function useScreen(name, screens, later) {
  const found = useRef({ ...screens }).current;
  const [, draw] = useState(null);
  const [broken, setBroken] = useState(null);
  const add = async (one) => {
    found[one] ??= await later[one]();
  };
  const Current = (name && found[name]) || null;
  useEffect(() => {
    if (name && !Current) {
      add(name).then(
        () => draw(name),
        () => setBroken(name),
      );
    }
  }, [name]);
  useEffect(() => {
    if (Current) {
      Object.keys(later)
        .reduce((before, one) => before.then(() => add(one)), Promise.resolve())
        .catch(() => {}); // they are tried again when shown
    }
  }, [Current !== null]);
  return [Current, name && name === broken];
}

/** The fragment is the address within the page, so the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function Question({ text, action, close }) {
  const agree = html`<button type="button" class="danger" onClick=${() => close(true)}>${action}</button>`;
  return html`<${Dialog} title=${text} onClose=${() => close(false)} action=${agree} cautious />`;
}

function Theme() {
  const { t } = useApp();
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? "system");
  const pick = (event) => {
    const next = event.target.value;
    choices.set("theme", next);
    if (next === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    setTheme(next);
  };
  return html`<div class="choice">
    <label for="theme">${t("theme")}</label>
    <select id="theme" value=${theme} onChange=${pick}>
      ${["system", "light", "dark"].map(
        (one) => html`<option value=${one} selected=${one === theme}>${t(`theme.${one}`)}</option>`,
      )}
    </select>
  </div>`;
}

function Navigation({ names, icons = {}, current }) {
  const { t } = useApp();
  const element = useRef(null);
  useEffect(() => {
    // On a narrow page it is a strip that scrolls.
    const link = element.current.querySelector('[aria-current="page"]');
    if (link) {
      element.current.scrollLeft = link.offsetLeft - (element.current.clientWidth - link.offsetWidth) / 2;
    }
  }, [current]);
  return html`<nav ref=${element} aria-label=${t("brand")}>
    <ul>
      ${names.map(
        (name) =>
          html`<li>
            <${Link} to=${name} aria-current=${name === current ? "page" : undefined}>
              ${icons[name] && html`<${Icon} name=${icons[name]} />`}<span>${t(`nav.${name}`)}</span>
            <//>
          </li>`,
      )}
    </ul>
  </nav>`;
}

/**
 * Starts an application in the element "app" of its page.
 *
 * @param name the application; the server describes itself to it in _latchkey/NAME.json
 * @param application screens: the components of the first view, by name; later: functions that load the other ones;
 *     screenFor: names the screen for a session and an address; navigation: returns the names of the screens in the
 *     navigation of a user; icons: theirs, by name
 */
export async function start(name, application) {
  const root = document.getElementById("app");
  const pageUrl = new URL(".", window.location.href);
  const folders = [new URL("../latchkey/", pageUrl), pageUrl];
  try {
    const [firstTexts, settings] = await Promise.all([
      load(choose(choices.get("language"), navigator.languages), folders),
      readSettings(name, pageUrl),
    ]);
    render(
      html`<${Shell} settings=${settings} firstTexts=${firstTexts} folders=${folders} ...${application} />`,
      root,
    );
  } catch {
    // There may be no texts in any language.
    const text = "The server cannot be reached. Reload the page to try again.";
    render(html`<main><p class="alert" role="alert">${text}</p></main>`, root);
  }
}
