/** Accounts as the API describes them, for people. */

/** The name by which people know an account: its user name, else its primary address, else its number. */
export function nameOf(account) {
  return account.username || primaryOf(account)?.email || `#${account.id}`;
}

/** The primary address, else the first one; undefined if there is none. */
export function primaryOf(account) {
  const emails = account.emails ?? [];
  return emails.find((one) => one.primary) ?? emails[0];
}

/** Names that people write into one field, separated by commas, which no name of a group contains. */
export function namesIn(text) {
  return [...new Set(text.split(",").map((name) => name.trim()).filter((name) => name !== ""))];
}

/** Rows of names and values as an object, without rows that are empty. The last of several equal names counts. */
export function attributesOf(rows) {
  return Object.fromEntries(rows.map(([name, value]) => [name.trim(), value]).filter(([name]) => name !== ""));
}
