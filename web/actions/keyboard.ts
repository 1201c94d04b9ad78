// From a key press to an action. Single letters work on any layout, never while somebody is typing, and can be switched
// off (WCAG 2.1.4: dictation software presses letters too).
import { stored } from '#web/store/listenable.ts'
import { matchAction } from './match-action.ts'
import { isBound, runAction } from './registry.ts'

/** Are single-key actions on? Kept per browser. */
export const singleKeys = stored<boolean>('frontdesk.keys', (raw) => raw !== false)

/** Would a key press here write something, or move inside a control? */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  return target.matches(
    'textarea, select, [role="menu"] *, [role="listbox"] *, [role="dialog"] *, [role="tablist"] *',
  )
}

/** Keys that controls use themselves: Enter presses the focused button, arrows move in a scroller. */
function belongsToControl(press: KeyboardEvent): boolean {
  const { target } = press
  if (!(target instanceof HTMLElement)) return false
  if (press.key === 'Enter') return target.closest('button, a, summary, [role="button"]') !== null
  if (press.key.startsWith('Arrow')) return target.closest('[data-arrows="own"]') !== null
  return false
}

/** Listens on the whole page. Returns what stops it. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target) || belongsToControl(event)) return
    const id = matchAction(event, isBound)
    if (!id) return
    if (event.key.length === 1 && !singleKeys.get() && id !== 'help.keys') return
    if (runAction(id)) event.preventDefault()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

/** How a key is written on a key cap. */
export function keyCap(key: string): string {
  return { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' }[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
