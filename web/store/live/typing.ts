// Who is writing right now, by conversation. A beat lasts six seconds; no beat, no claim.
import { listenable } from '#web/store/listenable.ts'

export type Typing = { who: 'contact' | 'ai' | 'member'; name: string | null; preview: string | null }
export const typing = listenable<ReadonlyMap<string, Typing>>(new Map())

const BEAT_MS = 6_000
const timers = new Map<string, ReturnType<typeof setTimeout>>()

export function beat(conversationId: string, signal: Typing): void {
  typing.set(new Map(typing.get()).set(conversationId, signal))
  clearTimeout(timers.get(conversationId))
  timers.set(
    conversationId,
    setTimeout(() => stopTyping(conversationId), BEAT_MS),
  )
}

/** A message ends the beat of whoever wrote it. */
export function stopTyping(conversationId: string): void {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  if (!typing.get().has(conversationId)) return
  const next = new Map(typing.get())
  next.delete(conversationId)
  typing.set(next)
}
