// What a mailbox remembers between two looks, and what it tells people about itself.
import { z } from 'zod'

/** A mail that is there but could not be taken in: tried again later, never forgotten. */
const Pending = z.object({ uid: z.number(), tries: z.number(), dueAt: z.string(), reason: z.string() })

/** Stored by the caller as it is. UIDs mean something only together with their UIDVALIDITY. */
export const MailboxCursor = z.object({
  uidValidity: z.string(),
  lastUid: z.number(),
  /** When the mailbox was connected first: mail older than that is history and stays where it is. */
  startedAt: z.string(),
  /** Arrival of the newest mail that was taken in: where to begin when the UIDs have lost their meaning. */
  newestAt: z.string().nullable(),
  /** While the mailbox is gone through anew: mail since then is looked at again. */
  resyncSince: z.string().nullable(),
  pending: z.array(Pending),
})
export type MailboxCursor = z.infer<typeof MailboxCursor>

export type MailboxState = {
  state: 'connecting' | 'watching' | 'trouble' | 'stopped'
  /** For people: what is going on, and in trouble why. */
  words: string
  /** What a person can do about it; null where there is nothing to do. */
  action: string | null
  at: Date
  /** When it is tried again, in trouble. */
  retryAt: Date | null
  /** Mails that could not be taken in yet. */
  pending: number
}
