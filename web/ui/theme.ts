// Light, dark or as the system says. public/theme.js applies the stored choice before the first paint.
import { listenable } from '#web/store/listenable.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const KEY = 'frontdesk.theme'
function read(): Theme {
  const set = document.documentElement.dataset.theme
  return set === 'light' || set === 'dark' ? set : 'system'
}

export const theme = listenable<Theme>(read())

export function chooseTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
  try {
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // Lasts until the page is closed.
  }
  theme.set(next)
}
