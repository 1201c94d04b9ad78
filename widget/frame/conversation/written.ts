// What the visitor has written and the server may not have yet, as the host page's storage keeps it: one item a message.
import type { Items } from './bridge.ts'

export type Written = { clientId: string; text: string; at: string }

const prefix = 'out.'

/** A message with a new id, by which the server knows it again however often it is posted. */
export function writeDown(text: string, now: Date): Written {
  // crypto.randomUUID is missing on pages without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const clientId = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { clientId, text, at: now.toISOString() }
}

/** The item's name. */
export function itemName(clientId: string): string {
  return prefix + clientId
}

/** The item's value. */
export function itemValue({ text, at }: Written): string {
  return JSON.stringify({ text, at })
}

/**
 * The messages among the items, in the order of writing. The storage belongs to the host page: what cannot be read there
 * is left out, and is not the end of the chat.
 */
export function readWritten(items: Items): Written[] {
  const found: Written[] = []
  for (const [name, value] of Object.entries(items)) {
    if (!name.startsWith(prefix)) continue
    const { text, at } = parse(value)
    if (typeof text === 'string' && typeof at === 'string' && !Number.isNaN(Date.parse(at))) {
      found.push({ clientId: name.slice(prefix.length), text, at })
    }
  }
  return found.sort((one, next) => one.at.localeCompare(next.at))
}

function parse(value: string): { text?: unknown; at?: unknown } {
  try {
    return Object(JSON.parse(value)) as { text?: unknown; at?: unknown }
  } catch {
    return {}
  }
}
