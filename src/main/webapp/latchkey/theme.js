// Loaded before the page is drawn, so that it does not flash in the other theme.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("latchkey.theme");
  } catch {
    // Storage is blocked: the page follows the system.
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
