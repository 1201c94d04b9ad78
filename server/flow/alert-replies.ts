// "OK" in answer to an alert: whoever wrote it takes care of the escalation. It comes in as every message does, in the
// internal thread, or in the customer's thread of somebody of the business who also writes in as a customer.

import type { ConversationFacts } from '#db/conversations.ts'
import { lockFacts } from '#db/conversations.ts'
import { type AlertKey, findAnsweredAlert } from '#db/escalation-alerts.ts'
import { findEscalation } from '#db/escalations.ts'
import { sayTooLate, sayYours, takesIt } from '#domain/alert-words.ts'
import { sameAlertPlace, writeAlert } from './alerts.ts'
import type { Flow } from './deps.ts'
import { acknowledge, customerOf, threadUrl } from './escalations.ts'

/** An answer that comes later is about something else. */
const ANSWER_MS = 3 * 86_400_000

export const answeredAlert = {
  code: 'answered_alert',
  text: 'This answered an alert of ours: whoever wrote it takes care of the customer',
  fix: null,
}

/** Obeys the answer to an alert, and thanks for it. False where what was written is none. */
export async function answersAlert(
  flow: Flow,
  workspaceId: string,
  conversation: ConversationFacts,
  pending: { body: string; keyword: string | null; automatic: boolean }[],
): Promise<boolean> {
  const [only] = pending
  const last = pending.at(-1)
  const strict = conversation.kind === 'customer'
  if (!only || !last || last.keyword || last.automatic || (strict && pending.length > 1)) return false
  if (!takesIt(firstLine(last.body), strict)) return false
  const alert = await findAnsweredAlert(flow.store.db, workspaceId, {
    inboxId: conversation.inbox_id,
    addressId: conversation.address_id,
    since: new Date(flow.clock.now().getTime() - ANSWER_MS),
  })
  if (!alert) return false
  await takeByAlert(flow, workspaceId, alert, 'reply', alert.conversation_id)
  return true
}

/** Mails may carry a signature below. */
const firstLine = (text: string) => text.trim().split('\n', 1)[0] ?? ''

/** Takes care of an escalation as the receiver of one of its alerts. Who has it then; null where it is over. */
export async function takeByAlert(
  flow: Flow,
  workspaceId: string,
  alert: AlertKey,
  how: 'reply' | 'link',
  thanksIn: string | null,
): Promise<{ taken: boolean; by: string; customer: string } | null> {
  const escalation = await findEscalation(flow.store.db, workspaceId, alert.escalation_id)
  if (!escalation || escalation.ended_at) return null
  return flow.store.transaction(async (tx) => {
    const about = await lockFacts(tx, workspaceId, escalation.conversation_id)
    if (!about) return null
    const result = await acknowledge(flow, tx, workspaceId, about, {
      name: alert.person_name,
      memberId: null,
      personId: alert.person_id,
      how,
    })
    const customer = await customerOf(tx, workspaceId, about.id)
    if (!result.by) return null
    if (thanksIn) {
      const place = await sameAlertPlace(tx, workspaceId, thanksIn)
      const text =
        result.taken || result.by === alert.person_name
          ? sayYours(customer, threadUrl(flow, about.id))
          : sayTooLate(result.by, customer)
      if (place) await writeAlert(flow, tx, workspaceId, place, { text, subject: null })
    }
    return { taken: result.taken, by: result.by, customer }
  })
}
