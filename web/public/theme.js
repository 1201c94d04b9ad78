// Runs before the first paint, so that a chosen theme never flashes the other one. Kept apart from the bundle and from
// the page, because a strict content security policy forbids inline scripts.
try {
  const theme = localStorage.getItem('frontdesk.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be forbidden; the system's theme is right then.
}
