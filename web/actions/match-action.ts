// Which action a key press asks for. Pure.
import { type ActionId, actionIds, actions } from './registry.ts'

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
>

/** The action of a key press, or null; of several with one key, the first that `may` be done. Pure. */
export function matchAction(press: Press, may: (id: ActionId) => boolean = () => true): ActionId | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null
  for (const id of actionIds) if (may(id) && actions[id].keys.some((key) => matchesKey(press, key))) return id
  return null
}

function matchesKey(press: Press, key: string): boolean {
  if (press.key === key) return true
  // On Cyrillic, Hebrew or Greek layouts the letter key gives another letter: then its place on the board counts.
  const latin = /^[\x20-\x7e]$/.test(press.key)
  return /^[a-z]$/.test(key) && !latin && press.key.length === 1 && press.code === `Key${key.toUpperCase()}`
}
