// An escalation from its beginning to its end: the row, its ladder of alerts, who takes care of it. All of it in the
// transaction of whoever holds the conversation; locks are taken in one order: conversation, escalation, internal threads.

import type { ConversationFacts } from '#db/conversations.ts'
import { lockFacts } from '#db/conversations.ts'
import { alertPlaces, claimAlert, listAlerts, setAlertMessage } from '#db/escalation-alerts.ts'
import * as rows from '#db/escalations.ts'
import { appendEvents } from '#db/events.ts'
import type { Tx } from '#db/pool.ts'
import { displayAddress } from '#domain/address.ts'
import { type Called, decideRung } from '#domain/alert-ladder.ts'
import { sayAlert, sayTaken } from '#domain/alert-words.ts'
import type { AddressKind } from '#domain/channel.ts'
import { enqueueAlertPeople } from '#jobs/queue.ts'
import { randomText } from '#lib/ids.ts'
import { findAlertPlace, sameAlertPlace, writeAlert } from './alerts.ts'
import { factsBrief } from './brief.ts'
import type { Flow } from './deps.ts'
import { type HandoverFacts, readHandoverFacts } from './handover-facts.ts'

const CLOCKS_MS = 5_000

/** Goes one step up the ladder, if one is due. Harmless to repeat, and by several processes at once. */
export async function climb(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  facts: HandoverFacts,
): Promise<void> {
  const escalation = await rows.lockOpenEscalation(tx, workspaceId, conversation.id)
  if (!escalation?.due_at) return
  const alerts = await listAlerts(tx, workspaceId, escalation.id)
  // Clocks of several computers differ by a little: a job that comes that early is on time.
  const early = escalation.due_at.getTime() - flow.clock.now().getTime()
  const now = early > 0 && early < CLOCKS_MS ? escalation.due_at : flow.clock.now()
  const step = decideRung({
    now,
    reason: escalation.reason,
    rung: escalation.rung,
    dueAt: escalation.due_at,
    alerted: alerts.filter((a) => a.series === escalation.series).map((a) => a.person_id),
    acknowledged: escalation.acknowledged_at !== null,
    ended: false,
    settings: facts.settings,
    people: facts.people.filter((p) => p.phone || p.email),
    hours: facts.hours,
  })
  if (step.do === 'stop') {
    await rows.moveRung(tx, workspaceId, escalation, { rung: escalation.rung, dueAt: null })
    return
  }
  if (step.do === 'wait') {
    await rows.moveRung(tx, workspaceId, escalation, { rung: escalation.rung, dueAt: step.until })
    return wake(flow, tx, workspaceId, escalation.id, step.until)
  }
  const to = { rung: escalation.rung + 1, dueAt: step.next }
  if (!(await rows.moveRung(tx, workspaceId, escalation, to))) return
  const times = escalation.rung + 1
  const reached = await call(flow, tx, workspaceId, {
    conversation,
    escalation,
    facts,
    called: step.called,
    times,
  })
  await appendEvents(tx, workspaceId, [
    {
      type: 'conversation.alerted',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: 'system',
      data: { people: reached, times, next: step.next?.toISOString() ?? null },
    },
  ])
  if (step.next) await wake(flow, tx, workspaceId, escalation.id, step.next)
}

/** Writes the alerts of one rung; the names of those to whom something goes. */
async function call(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  of: {
    conversation: ConversationFacts
    escalation: rows.EscalationRecord
    facts: HandoverFacts
    called: Called[]
    times: number
  },
): Promise<string[]> {
  const { conversation, escalation, facts } = of
  const customer = await customerOf(tx, workspaceId, conversation.id)
  const brief = await factsBrief(tx, workspaceId, conversation.id, escalation, flow.clock.now())
  const reached = new Set<string>()
  for (const { person, kinds } of of.called)
    for (const kind of kinds) {
      const value = person[kind]
      const place = value && (await findAlertPlace(flow, tx, workspaceId, kind, value))
      const key = randomText(22)
      const claimed = await claimAlert(tx, workspaceId, {
        escalationId: escalation.id,
        series: escalation.series,
        rung: escalation.rung,
        personId: person.id,
        personName: person.name,
        kind,
        key,
        // Where there is no inbox for it, the thread itself says that nobody could be alerted this way.
        conversationId: place ? place.conversation.id : conversation.id,
        at: flow.clock.now(),
      })
      if (!claimed || !place) continue
      const words = sayAlert(
        {
          business: facts.business,
          customer,
          reason: escalation.reason,
          by: escalation.by_name,
          wants: brief.wants,
          note: escalation.note,
          threadUrl: threadUrl(flow, conversation.id),
          takeUrl: takeUrl(flow, workspaceId, key),
          times: of.times,
        },
        kind,
      )
      const written = await writeAlert(flow, tx, workspaceId, place, {
        text: words.text,
        subject: kind === 'email' ? words.subject : null,
      })
      if (written) await setAlertMessage(tx, workspaceId, key, written.messageId)
      if (written && written.verdict.decision !== 'block') reached.add(person.name)
    }
  return [...reached]
}

export function threadUrl(flow: Flow, conversationId: string): string {
  return `${flow.publicUrl()}/inbox/${conversationId}`
}
/** The page on which the receiver of one alert takes care of it, without signing in. */
export function takeUrl(flow: Flow, workspaceId: string, key: string): string {
  return `${flow.publicUrl()}/take/${workspaceId.slice('ws_'.length)}_${key}`
}

/** Whom it is about, as people call them. */
export async function customerOf(tx: Tx, workspaceId: string, conversationId: string): Promise<string> {
  const about = await rows.readAbout(tx, workspaceId, conversationId)
  if (!about) return 'A customer'
  return about.customer ?? displayAddress(about.address_kind as AddressKind, about.address)
}

async function wake(flow: Flow, tx: Tx, workspaceId: string, escalationId: string, at: Date): Promise<void> {
  await enqueueAlertPeople(tx, workspaceId, escalationId, { runAt: at })
  flow.wakeAt(at)
}

/** Job `alert_people`: the next rung, if nobody has taken care of it meanwhile. */
export async function alertPeople(
  flow: Flow,
  payload: { workspaceId: string; escalationId: string },
): Promise<void> {
  const { workspaceId, escalationId } = payload
  const found = await rows.findEscalation(flow.store.db, workspaceId, escalationId)
  if (!found || found.ended_at || found.acknowledged_at || !found.due_at) return
  await flow.store.transaction(async (tx) => {
    const conversation = await lockFacts(tx, workspaceId, found.conversation_id)
    if (conversation)
      await climb(flow, tx, workspaceId, conversation, await readHandoverFacts(tx, workspaceId))
  })
}

export type Taker = {
  name: string
  /** Of a member, or of one of the people who are alerted; whoever it is needs not be told. */
  memberId: string | null
  personId: string | null
  how: 'app' | 'reply' | 'takeover' | 'link'
}

/** Somebody takes care of the open escalation: nobody is alerted any more. Who had it already, where somebody has. */
export async function acknowledge(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  by: Taker,
): Promise<{ taken: boolean; by: string | null }> {
  const escalation = await rows.lockOpenEscalation(tx, workspaceId, conversation.id)
  if (!escalation) return { taken: false, by: null }
  const at = flow.clock.now()
  if (!(await rows.acknowledgeEscalation(tx, workspaceId, escalation.id, { name: by.name, how: by.how, at })))
    return { taken: false, by: escalation.acknowledged_by }
  await rows.markAcknowledged(tx, workspaceId, conversation.id, { name: by.name, at })
  await appendEvents(tx, workspaceId, [
    {
      type: 'conversation.acknowledged',
      conversationId: conversation.id,
      contactId: conversation.contact_id,
      actor: by.memberId ?? 'system',
      data: { by: by.name, how: by.how },
    },
  ])
  await tellOthers(flow, tx, workspaceId, conversation, escalation.id, by)
  return { taken: true, by: by.name }
}

/** Those who were alerted hear that they need not go, once each. */
async function tellOthers(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  conversation: ConversationFacts,
  escalationId: string,
  by: Taker,
): Promise<void> {
  const places = await alertPlaces(tx, workspaceId, escalationId)
  if (places.length === 0) return
  const { people } = await readHandoverFacts(tx, workspaceId)
  const order = new Map(people.map((p, i) => [p.id, i]))
  const own = people.find((p) => by.memberId !== null && p.memberId === by.memberId)?.id ?? by.personId
  const others = places
    .filter((p) => p.person_id !== own)
    // One person under one number is both; and in the order in which alerts lock their threads.
    .sort((a, b) => (order.get(a.person_id) ?? 99) - (order.get(b.person_id) ?? 99))
  if (others.length === 0) return
  const text = sayTaken(
    by.name,
    await customerOf(tx, workspaceId, conversation.id),
    threadUrl(flow, conversation.id),
  )
  for (const other of others) {
    const place = await sameAlertPlace(tx, workspaceId, other.conversation_id)
    if (place)
      await writeAlert(flow, tx, workspaceId, place, {
        text,
        subject: other.kind === 'email' ? text.slice(0, 120) : null,
      })
  }
}
