// "Seen" and "is typing" at the customer. Meta takes them by the person, not by the message: seen is all they wrote.
import type { Channel } from '#channels/channel.ts'
import { type Dialect, toScopedId } from './dialect.ts'
import { call } from './send.ts'

/** One call, whatever comes of it: outside of its window Meta refuses, and nobody needs to know. */
export function signalOf(dialect: Dialect): NonNullable<Channel['signal']> {
  return async ({ kind, to }, account, io) => {
    const id = toScopedId(dialect, to)
    if (id === null) return
    const action = kind === 'read' ? 'mark_seen' : 'typing_on'
    await call(dialect, account, io, 'messages', { recipient: { id }, sender_action: action })
  }
}
