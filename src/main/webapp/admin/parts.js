/** What the screens for administrators are made of, beside what all applications share. */

import { useEffect, useId, useMemo, useRef, useState } from "../latchkey/vendor/preact-hooks.module.js";
import { Button, Field, Loaded, failure, html, useAlive, useApp } from "../latchkey/ui.js";
import { address, parse, queryOf } from "./address.js";

/**
 * The admin API. It is called like the API for users: if the administrator must reauthenticate, a dialog asks for that,
 * and the request is then sent again.
 */
export function useAdmin() {
  const { api, replace, settings } = useApp();
  return useMemo(() => {
    const root = new URL("../", new URL(".", window.location.href));
    const base = new URL(`${settings.admin}/`, root);
    const at = (path, parameters = {}) => {
      const query = queryOf(parameters);
      return new URL(query === "" ? path : `${path}?${query}`, base).href;
    };
    const call = async (method, url, body) => {
      const result = await api.call(method, url, body);
      if (result.status === 401 && result.meta.is_authenticated === undefined) {
        await api.get("/auth/session"); // tells the shell that the session has ended
      } else if (result.status === 403 && result.errors.some(({ code }) => code === "forbidden")) {
        replace("denied");
      }
      return result;
    };
    return {
      at,
      get: (path, parameters) => call("GET", at(path, parameters)),
      post: (path, body = {}) => call("POST", at(path), body),
      put: (path, body) => call("PUT", at(path), body),
      delete: (path) => call("DELETE", at(path)),
    };
  }, [api]);
}

/** The address within the pages: what the screen is about, and its filters. */
export function useAddress() {
  const [place, setPlace] = useState(() => parse(window.location.hash));
  useEffect(() => {
    const look = () => setPlace(parse(window.location.hash));
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return place;
}

/**
 * Goes to an address within the pages, from which users can go back.
 *
 * @param then called on the other screen, as to say there what has happened
 */
export function go(screen, about, filters, then) {
  if (then) {
    window.addEventListener("hashchange", then, { once: true });
  }
  window.location.hash = `#/${address(screen, about, filters)}`;
}

/** A link within the pages. */
export function To({ screen, about, filters, children, ...others }) {
  return html`<a href=${`#/${address(screen, about, filters)}`} ...${others}>${children}</a>`;
}

/**
 * Loads a long list page by page.
 *
 * @param load gets what the previous page said about the next one, or nothing; resolves to a result of the API
 * @param cursor the name in meta of what the next page begins after
 */
export function usePages(load, cursor) {
  const [pages, setPages] = useState([]);
  const alive = useAlive();
  const add = async (before) => {
    const last = before.at(-1);
    const next = await load(last && { [cursor]: last.meta[cursor] });
    if (alive()) {
      setPages(next.status === 200 ? [...before, next] : before.length > 0 ? before : [next]);
    }
    return next;
  };
  useEffect(() => {
    add([]);
  }, []);
  return {
    result: pages[0] ?? null,
    rows: pages.flatMap((page) => page.data ?? []),
    hasMore: pages.at(-1)?.meta[cursor] !== undefined,
    again: () => add([]),
    more: () => add(pages),
  };
}

/** A list that usePages has loaded: what it shows if it is empty, how many there are, and a button for more. */
export function Pages({ pages, empty, children }) {
  const { notify, number, t } = useCounting();
  const count = useRef(null);
  const more = async () => {
    const result = await pages.more();
    if (result.status !== 200) {
      notify(failure(result, t), "warning");
    }
  };
  const { rows, hasMore } = pages;
  useEffect(() => {
    if (!hasMore && document.activeElement === document.body && rows.length > 0 && count.current?.dataset.more) {
      count.current.focus(); // the button that had the focus is gone
    }
    if (count.current) {
      count.current.dataset.more = hasMore ? "yes" : "";
    }
  }, [rows.length, hasMore]);
  return html`<${Loaded} result=${pages.result} again=${pages.again}>
    ${() =>
      rows.length === 0
        ? html`<div class="empty">${empty}</div>`
        : html`${children(rows)}
            <div class="more">
              <p class="hint" role="status" tabindex="-1" ref=${count}>
                ${t(hasMore ? "list.shown" : "list.all", { count: rows.length, number: number(rows.length) })}
              </p>
              ${hasMore && html`<${Button} onClick=${more}>${t("list.more")}<//>`}
            </div>`}
  <//>`;
}

function useCounting() {
  const app = useApp();
  return { ...app, number: (value) => new Intl.NumberFormat(app.language).format(value) };
}

/**
 * A table that becomes a list of cards on small screens. The roles are those that the elements have by themselves, until
 * a browser sees that the style sheet displays them as something else.
 *
 * @param columns each with a label and cell, a function of a row; end: whether it is aligned at the end, as numbers are;
 *     heading: whether it names the row; bare: whether cards do not show its label
 */
export function Table({ caption, columns, rows, keyOf }) {
  return html`<div class="table" tabindex="0" role="region" aria-label=${caption}>
    <table role="table" aria-label=${caption}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(
            ({ label, end, bare }) =>
              html`<th role="columnheader" scope="col" class=${end ? "end" : undefined}>
                ${bare ? html`<span class="visually-hidden">${label}</span>` : capital(label)}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          (row) =>
            html`<tr role="row" key=${keyOf(row)}>
              ${columns.map(({ label, cell, end, heading, bare }) =>
                heading
                  ? html`<th role="rowheader" scope="row">${cell(row)}</th>`
                  : html`<td role="cell" class=${end ? "end" : undefined} data-label=${bare ? undefined : capital(label)}>
                      ${cell(row)}
                    </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A field to choose from. Options are pairs of a value and a text. */
export function Select({ name, label, options, value = "", hint, onChange }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    <select id=${id} name=${name} aria-describedby=${hint ? `${id}-hint` : undefined} onChange=${onChange}>
      ${options.map(
        ([one, text]) => html`<option key=${one} value=${one} selected=${String(one) === String(value)}>${text}</option>`,
      )}
    </select>
  </div>`;
}

/** A box to tick. */
export function Check({ name, label, onChange }) {
  const id = useId();
  return html`<div class="check">
    <input type="checkbox" id=${id} name=${name} onChange=${onChange} />
    <label for=${id}>${label}</label>
  </div>`;
}

/** A field to search by; it may be empty. */
export function Wanted({ value = "", ...others }) {
  return html`<${Field} defaultValue=${value} required=${false} autocomplete="off" spellcheck=${false} ...${others} />`;
}

/** A form whose values become the filters in the address. */
export function Filters({ screen, label, children }) {
  const { t } = useApp();
  const { filters } = useAddress();
  const apply = (event) => {
    event.preventDefault();
    go(screen, "", Object.fromEntries(new FormData(event.target)));
  };
  const any = Object.values(filters).some((value) => value !== "");
  return html`<form class="filters card" role="search" aria-label=${label} onSubmit=${apply} key=${queryOf(filters)}>
    <div class="fields">${children}</div>
    <p class="actions">
      <button type="submit" class="primary">${t("filter.apply")}</button>
      ${any && html`<${To} screen=${screen} class="button">${t("filter.clear")}<//>`}
    </p>
  </form>`;
}

/** A moment in the language of the user; a dash for none. */
export function Moment({ at }) {
  const { date } = useApp();
  return at === undefined || at === null
    ? html`<span class="none">–</span>`
    : html`<time datetime=${new Date(at * 1000).toISOString()}>${date(at)}</time>`;
}

/** Sends a request, says how it went, and then loads again what it has changed. */
export function useChange() {
  const { notify, t } = useApp();
  return async (request, done, { conflict, then } = {}) => {
    const result = await request();
    const ok = result.status === 200 || result.status === 201;
    if (ok) {
      notify(typeof done === "function" ? done(result.data) : done);
      await then?.(result);
    } else {
      notify(result.status === 409 && conflict ? conflict(result) : failure(result, t), "warning");
    }
    return ok;
  };
}

/** A text as the beginning of something. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A text for a word of the API, such as a type of event; the word itself, if the pages do not know it. */
export function wordOf(t, kind, word) {
  const key = `${kind}.${word}`;
  const text = t(key);
  return text === key ? word : text;
}
