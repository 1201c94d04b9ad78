// An entry of a log while somebody writes it. Pure.
import type { LogRules } from '#domain/channel.ts'
import type { LogBody } from '#wire/api/log.ts'

export type LogDraft = {
  clientId: string
  direction: 'in' | 'out'
  kind: string
  text: string
  /** As the browser's field holds it: local time without a zone. */
  when: string
  url: string
}

export function emptyLog(rules: LogRules, now: Date, clientId: string): LogDraft {
  return {
    clientId,
    direction: 'in',
    kind: rules.kinds[0]?.value ?? '',
    text: '',
    when: localTime(now),
    url: '',
  }
}

/** What is sent. A time that was left as it was means "now": the field knows minutes only. */
export function toEntry(draft: LogDraft, opened: string): LogBody {
  const at = new Date(draft.when)
  const known = draft.when !== opened && !Number.isNaN(at.getTime())
  return {
    clientId: draft.clientId,
    direction: draft.direction,
    kind: draft.kind,
    text: draft.text.trim(),
    ...(known ? { happenedAt: at.toISOString() } : {}),
    ...(draft.url.trim() ? { url: draft.url.trim() } : {}),
  }
}

/** `2026-11-21T09:05`, in the browser's own zone. */
export function localTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Something was said, or it is of a kind that often says nothing. */
export function isReady({ text, kind }: LogDraft, rules: LogRules): boolean {
  return text.trim() !== '' || rules.kinds.some((each) => each.value === kind && each.wordless)
}
