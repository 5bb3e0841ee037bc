/**
 * The settings that contain all words of a text in their name, property or purpose, by family.
 *
 * @param changed whether only those are wanted that have another source than their default
 */
export function matching(families, text, changed) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const matches = ({ name, property, purpose, source }) => {
    const searched = `${name} ${property} ${purpose}`.toLowerCase();
    return words.every((word) => searched.includes(word)) && !(changed && source === "default");
  };
  return families
    .map(({ family, settings }) => ({ family, settings: settings.filter(matches) }))
    .filter(({ settings }) => settings.length > 0);
}
