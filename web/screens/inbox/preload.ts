// Code that is not needed for the list, fetched while nothing else is going on.

export function preloadThread(): void {
  void import('#web/screens/thread/thread-screen.tsx')
  void import('#web/screens/contact/contact-panel.tsx')
  void import('./filter-menu.tsx')
  void import('./search-results.tsx')
}

/** Runs something once the browser has a quiet moment. */
export function whenIdle(run: () => void): void {
  // Safari has no idle callback: a moment after the first paint is close enough.
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 2_000 })
  else setTimeout(run, 300)
}
