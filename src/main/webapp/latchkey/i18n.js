/** Texts of the pages, in JSON by language. */

export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", es: "Español", nl: "Nederlands" };

/** The first of the preferred languages that there are texts in; else English. */
export function choose(chosen, preferred) {
  if (chosen in LANGUAGES) {
    return chosen;
  }
  const found = preferred.map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag in LANGUAGES);
  return found ?? "en";
}

/** Loads the texts of a language from several folders; a later one may replace texts of an earlier one. */
export async function load(language, folders, fetch = globalThis.fetch) {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const response = await fetch(new URL(`texts/${language}.json`, folder), { credentials: "same-origin" });
      if (!response.ok) {
        throw new Error(`No texts: ${response.status}`);
      }
      return response.json();
    }),
  );
  return texts(language, Object.assign({}, ...found));
}

/**
 * Looks texts up: t("error.too_many_for", { count: 2 }). {name} stands for a value. With a count, the text may have a
 * variant for the plural category of the language, such as "error.too_many_for_one".
 */
export function texts(language, found) {
  // The first view needs neither, and both take time.
  const plural = once(() => new Intl.PluralRules(language));
  const date = once(() => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }));
  const t = (key, values = {}) => {
    const variant =
      "count" in values
        ? (found[`${key}_${plural().select(values.count)}`] ?? found[`${key}_other`])
        : undefined;
    const text = variant ?? found[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  return { language, t, date: (seconds) => date().format(new Date(seconds * 1000)) };
}

function once(make) {
  let made;
  return () => (made ??= make());
}
