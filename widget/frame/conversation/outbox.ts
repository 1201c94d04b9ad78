// Sends what is waiting, one after another, until it is gone. What waits lives in the thread and, message by message, in
// the host page's storage; so a reload in the middle of a send repeats it with the same clientId, which is harmless.
import type { Answer } from './doors.ts'
import type { Pending, ThreadEvent } from './thread.ts'

export type OutboxOptions = {
  next: () => Pending | undefined
  post: (message: Pending) => Promise<Answer<unknown>>
  apply: (event: ThreadEvent) => void
  /** False while there is no point in trying; call the pump again when that changes. */
  ready: () => boolean
}

// The first failures may be a hiccup. From here on the visitor is told, while it goes on trying.
const quietTries = 3

/** The pump: call it whenever something was queued or the way may be free again. Calls overlap harmlessly. */
export function createOutbox({ next, post, apply, ready }: OutboxOptions): () => Promise<void> {
  let busy = false
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  return async function pump() {
    if (busy) return
    busy = true
    clearTimeout(timer)
    for (let message = next(); message && ready(); message = next()) {
      const answer = await post(message)
      if (answer.kind === 'again' || answer.kind === 'signed-out') {
        tries += 1
        if (tries >= quietTries) apply({ kind: 'stalled' })
        timer = setTimeout(pump, Math.min(15_000, 1_000 * 2 ** (tries - 1)))
        break
      }
      tries = 0
      apply({ kind: answer.kind === 'ok' ? 'accepted' : 'refused', clientId: message.clientId })
    }
    busy = false
  }
}
