// The link in an alert: who got it may take care of the customer with one press, and do nothing else.
import { type AlertKey, findAlertByKey } from '#db/escalation-alerts.ts'
import { findEscalation } from '#db/escalations.ts'
import { isEmergency, reasonDid } from '#domain/escalation.ts'
import { takeByAlert } from './alert-replies.ts'
import { factsBrief } from './brief.ts'
import type { Flow } from './deps.ts'
import { customerOf, threadUrl } from './escalations.ts'
import { readHandoverFacts } from './handover-facts.ts'

type Page =
  | { state: 'over'; customer: string }
  | { state: 'taken'; customer: string; by: string; since: string; threadUrl: string }
  | {
      state: 'open'
      customer: string
      did: string
      urgent: boolean
      person: string
      wants: string
      threadUrl: string
    }

/** The alert behind a token. The token names its workspace, so that even its lookup stays inside it. */
async function findLink(flow: Flow, token: string): Promise<{ workspaceId: string; alert: AlertKey } | null> {
  const parts = /^([0-9A-Za-z]{4,40})_([0-9A-Za-z]{20,40})$/.exec(token)
  if (!parts) return null
  const workspaceId = `ws_${parts[1]}`
  const alert = await findAlertByKey(flow.store.db, workspaceId, parts[2] ?? '')
  return alert && { workspaceId, alert }
}

/** What the page shows; null where the link is not ours. Changes nothing. */
export async function readTakeLink(flow: Flow, token: string): Promise<Page | null> {
  const link = await findLink(flow, token)
  const tx = flow.store.db
  const escalation = link && (await findEscalation(tx, link.workspaceId, link.alert.escalation_id))
  if (!link || !escalation) return null
  const { workspaceId, alert } = link
  const customer = await customerOf(tx, workspaceId, escalation.conversation_id)
  if (escalation.ended_at) return { state: 'over', customer }
  const url = threadUrl(flow, escalation.conversation_id)
  if (escalation.acknowledged_at && escalation.acknowledged_by) {
    const { hours } = await readHandoverFacts(tx, workspaceId)
    const since = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: hours.timeZone })
    return {
      state: 'taken',
      customer,
      by: escalation.acknowledged_by,
      since: since.format(escalation.acknowledged_at),
      threadUrl: url,
    }
  }
  const brief = await factsBrief(tx, workspaceId, escalation.conversation_id, escalation, flow.clock.now())
  return {
    state: 'open',
    customer,
    did: reasonDid(escalation.reason),
    urgent: isEmergency(escalation.reason),
    person: alert.person_name,
    wants: brief.wants,
    threadUrl: url,
  }
}

/** Takes care of it as whoever got the link; null where the link is not ours, or it is over. */
export async function takeByLink(
  flow: Flow,
  token: string,
): Promise<{ yours: boolean; by: string; customer: string; threadUrl: string } | null> {
  const link = await findLink(flow, token)
  const escalation = link && (await findEscalation(flow.store.db, link.workspaceId, link.alert.escalation_id))
  if (!link || !escalation) return null
  const result = await takeByAlert(flow, link.workspaceId, link.alert, 'link', null)
  return (
    result && {
      // Pressed twice, it is still theirs.
      yours: result.taken || result.by === link.alert.person_name,
      by: result.by,
      customer: result.customer,
      threadUrl: threadUrl(flow, escalation.conversation_id),
    }
  )
}
