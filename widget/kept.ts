// What the frame asks to keep, in the host page's first-party storage: browsers partition or forget a third-party frame's
// own. Where storage is blocked it lives as long as the page.
import type { Items } from './frame/conversation/bridge.ts'

/** The items of one inbox. */
export function createKept(prefix: string) {
  let store: Items = {}
  attempt(() => {
    store = localStorage
  })

  function all() {
    const items: Items = {}
    for (const key in store) {
      if (key.startsWith(prefix)) items[key.slice(prefix.length)] = String(store[key])
    }
    return items
  }

  /** A value of null removes the item. */
  function set(name: string, value: string | null) {
    attempt(() => {
      if (value === null) delete store[prefix + name]
      else store[prefix + name] = value
    })
  }

  return {
    all,
    set,
    clear() {
      for (const name in all()) set(name, null)
    },
  }
}

/** Blocked storage throws on touch, a full one on writing; the page must not notice. */
function attempt(task: () => void) {
  try {
    task()
  } catch {
    // Then it is kept in memory, or what is there already stays.
  }
}
