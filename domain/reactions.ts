// Reactions to a message: one emoji for each sender, and the newest word of each counts.
import { z } from 'zod'

/** `emoji` null: taken back. It stays as an entry, so that an older copy which arrives later finds a newer one. */
export const StoredReaction = z.object({ from: z.string(), emoji: z.string().nullable(), at: z.string() })
export type StoredReaction = z.infer<typeof StoredReaction>

/** Longer than any emoji with all its joiners: what a provider sends beyond is no emoji. */
const MAX_EMOJI = 64
/** In a conversation with one customer there are few senders; a broken provider must not fill a row. */
const MAX_SENDERS = 50

/**
 * The list with what somebody did to it; null where that changes nothing (a copy, or an older word). Who says the same
 * again has said it later: what lies between the two and arrives after them must not displace it.
 */
export function react(held: StoredReaction[], fresh: StoredReaction): StoredReaction[] | null {
  const emoji = fresh.emoji?.slice(0, MAX_EMOJI) || null
  const before = held.find((one) => one.from === fresh.from)
  if (before && (before.at > fresh.at || (before.at === fresh.at && before.emoji === emoji))) return null
  if (!before && (emoji === null || held.length >= MAX_SENDERS))
    // Taken back before it was seen: remembered, because the reaction itself may still come.
    return emoji === null && held.length < MAX_SENDERS ? [...held, { ...fresh, emoji }] : null
  return [...held.filter((one) => one.from !== fresh.from), { ...fresh, emoji }]
}

/** Does somebody see a difference? */
export function looksSame(before: StoredReaction[], after: StoredReaction[]): boolean {
  const seen = (list: StoredReaction[]) =>
    list
      .flatMap(({ from, emoji }) => (emoji === null ? [] : [`${from} ${emoji}`]))
      .sort()
      .join()
  return seen(before) === seen(after)
}

/** What is to be seen: the reactions that stand, oldest first. */
export function standing(held: StoredReaction[]): { emoji: string; at: string }[] {
  return held
    .flatMap(({ emoji, at }) => (emoji === null ? [] : [{ emoji, at }]))
    .sort((a, b) => a.at.localeCompare(b.at))
}
