// Where a message belongs that names its thread (mail): signed reply token, then In-Reply-To, then References, then the
// mail service's own thread, then subject with the same sender.
import type { InboxAccount, ThreadHints } from '#channels/channel.ts'
import { findFacts, findRecentSubjects } from '#db/conversations.ts'
import { findByExternalIds, findByMailThread } from '#db/mail.ts'
import type { Flow } from './deps.ts'

/** A subject joins an open conversation of the same sender only while it is fresh. */
const SUBJECT_DAYS = 14

/** The conversation's id, or `new`. */
export async function findNamedThread(
  flow: Flow,
  account: InboxAccount,
  message: { from: string },
  hints: ThreadHints,
  subjectKeyOf: (subject: string) => string | null,
): Promise<string> {
  if (hints.conversationId && (await findFacts(flow.store.db, account.workspaceId, hints.conversationId)))
    return hints.conversationId
  const byId = await findByExternalIds(flow.store, account.workspaceId, account.id, hints.ids)
  if (byId) return byId
  const byThread = hints.thread
    ? await findByMailThread(flow.store, account.workspaceId, account.id, hints.thread)
    : null
  if (byThread) return byThread
  if (!hints.subjectKey) return 'new'
  const since = new Date(flow.clock.now().getTime() - SUBJECT_DAYS * 86_400_000)
  const recent = await findRecentSubjects(flow.store, account.workspaceId, account.id, message.from, since)
  return recent.find((c) => subjectKeyOf(c.subject) === hints.subjectKey)?.id ?? 'new'
}
