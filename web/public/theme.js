// Runs before first paint, as a file because the content security policy refuses inline scripts.
// The theme has one source: data-theme on the root; absent means the system decides.
(function () {
  try {
    var theme = localStorage.getItem('fettle.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (_) {
    // Storage is blocked: the system's theme is used.
  }
})();
