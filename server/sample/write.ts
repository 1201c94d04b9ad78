// Writes the sample business into a workspace. Everything it makes is marked `sample`, so that one click removes it.

import { Temporal } from 'temporal-polyfill'
import { chunkDocument } from '#ai/knowledge/chunk.ts'
import { insertAppointment } from '#db/appointments.ts'
import {
  insertAddress,
  insertConsent,
  insertContact,
  insertNote,
  saveLead,
  setOptOut,
  updateContact,
} from '#db/contacts.ts'
import { insertInbox, makeInboxKey } from '#db/inboxes.ts'
import { saveKnowledge, saveService } from '#db/knowledge.ts'
import { pointThread } from '#db/messages.ts'
import type { Tx } from '#db/pool.ts'
import { insertSampleConversation, setLastMessage } from '#db/sample.ts'
import { insertTurn } from '#db/turns.ts'
import { markSample, saveHours, saveProfile } from '#db/workspaces.ts'
import { findSlots } from '#domain/booking.ts'
import type { ChannelKind } from '#domain/channel.ts'
import type { Flow } from '#flow/deps.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { randomText } from '#lib/ids.ts'
import { knowledge, profile, sampleHours, services } from './business.ts'
import { conversations, type SampleConversation, type SampleLine } from './conversations.ts'

type Inboxes = Partial<Record<ChannelKind, string>>

export async function writeSample(flow: Flow, workspaceId: string): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const now = flow.clock.now()
    const hours = sampleHours(now.getUTCFullYear())
    await saveProfile(tx, workspaceId, profile)
    await saveHours(tx, workspaceId, hours)
    await markSample(tx, workspaceId)
    const serviceIds = await writeKnowledge(flow, tx, workspaceId)
    const inboxes = await writeInboxes(flow, tx, workspaceId)
    for (const sample of conversations) {
      const contactId = await writeConversation(flow, tx, workspaceId, inboxes, sample)
      if (sample.contact.leadStatus === 'booked')
        await writeAppointment(flow, tx, workspaceId, contactId, sample, serviceIds[0] ?? null, hours)
    }
  })
}

async function writeKnowledge(flow: Flow, tx: Tx, workspaceId: string): Promise<string[]> {
  const at = flow.clock.now()
  const ids: string[] = []
  for (const [position, service] of services.entries()) {
    const id = flow.ids.next('svc')
    ids.push(id)
    await saveService(tx, workspaceId, id, { ...service, position, sample: true })
  }
  for (const entry of knowledge) {
    const pieces =
      entry.kind === 'faq'
        ? [{ title: entry.title, text: entry.body }]
        : chunkDocument({ title: entry.title, text: entry.body })
    await saveKnowledge(
      tx,
      workspaceId,
      { id: flow.ids.next('kb'), ...entry, sample: true, at },
      // The sample is written in English: no detector is loaded for it.
      pieces.map((p) => ({ ...p, id: flow.ids.next('psg'), language: 'en' })),
    )
  }
  return ids
}

/** One inbox for each channel that can be tried here; `simulator` as their provider's address keeps them at home. */
async function writeInboxes(flow: Flow, tx: Tx, workspaceId: string): Promise<Inboxes> {
  const authToken = randomText(32)
  const twilio = (sid: string) => ({
    settings: { accountSid: `AC${sid}`, apiBase: 'simulator' },
    secret: { authToken },
  })
  const account = randomText(32)
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '0')
  const plan = [
    {
      channel: 'sms',
      provider: 'twilio',
      name: 'Text messages (sample)',
      address: '+12125550100',
      ...twilio(account),
    },
    {
      channel: 'whatsapp',
      provider: 'twilio',
      name: 'WhatsApp (sample)',
      address: '+12125550100',
      ...twilio(account),
    },
    {
      channel: 'email',
      provider: 'smtp',
      name: 'Mail (sample)',
      address: 'hello@harborstreet.example',
      settings: { fromName: profile.name, smtpHost: 'simulator' },
      secret: {},
    },
    {
      channel: 'webchat',
      provider: 'widget',
      name: 'Web chat (sample)',
      address: '',
      settings: {
        title: 'Harbor Street Plumbing',
        greeting: 'Hi! Ask us about prices, opening hours, or book a visit.',
      },
      secret: {},
    },
  ] as const
  const made: Inboxes = {}
  for (const inbox of plan) {
    const id = flow.ids.next('ibx')
    await insertInbox(tx, {
      workspace_id: workspaceId,
      id,
      key: makeInboxKey(workspaceId, randomText(16)),
      channel: inbox.channel,
      provider: inbox.provider,
      name: inbox.name,
      address: inbox.address,
      settings: { ...inbox.settings },
      secrets: sealSecrets(inbox.secret, flow.secret),
      sample: true,
    })
    made[inbox.channel] = id
  }
  return made
}

async function writeConversation(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  inboxes: Inboxes,
  sample: SampleConversation,
): Promise<string> {
  const now = flow.clock.now().getTime()
  const timeOf = (minutes: number) => new Date(now - minutes * 60_000)
  const first = sample.lines[0]
  const last = sample.lines.at(-1)
  const inboxId = inboxes[sample.channel]
  if (!first || !last || !inboxId) throw new Error('a sample conversation is incomplete')
  const contactId = flow.ids.next('con', timeOf(first.at))
  const addressId = flow.ids.next('adr', timeOf(first.at))
  const conversationId = flow.ids.next('conv', timeOf(first.at))
  const { contact } = sample
  await insertContact(tx, workspaceId, {
    id: contactId,
    name: contact.name,
    company: contact.company ?? null,
    nameSource: 'channel',
    sample: true,
    at: timeOf(first.at),
  })
  const kind = sample.channel === 'email' ? 'email' : sample.channel === 'webchat' ? 'visitor' : 'phone'
  await insertAddress(tx, workspaceId, {
    id: addressId,
    contactId,
    kind,
    value: contact.address,
    at: timeOf(first.at),
  })
  if (contact.need) await saveLead(tx, workspaceId, contactId, { need: contact.need })
  await updateContact(tx, workspaceId, contactId, { lead_status: contact.leadStatus })
  if (contact.note)
    await insertNote(tx, workspaceId, {
      id: flow.ids.next('note'),
      contactId,
      body: contact.note,
      author: 'Sam',
      at: timeOf(last.at),
    })
  const inbound = sample.lines.filter((l) => l.author === 'contact')
  await insertSampleConversation(tx, workspaceId, {
    id: conversationId,
    contactId,
    inboxId,
    addressId,
    channel: sample.channel,
    status: sample.status,
    handler: sample.handler,
    handledByName: sample.handler === 'human' && !sample.escalation ? 'Sam' : null,
    subject: sample.subject ?? null,
    lines: sample.lines.length,
    lastAt: timeOf(last.at),
    lastDirection: last.author === 'contact' ? 'in' : 'out',
    lastAuthor: last.author,
    preview: last.text,
    lastInboundSeq: sample.lines.findLastIndex((l) => l.author === 'contact') + 1,
    lastInboundAt: timeOf(inbound.at(-1)?.at ?? first.at),
    inboundCount: inbound.length,
    escalation: sample.escalation ? { ...sample.escalation, at: timeOf(last.at) } : null,
    createdAt: timeOf(first.at),
  })
  for (const [index, line] of sample.lines.entries()) {
    const at = new Date(timeOf(line.at).getTime() + index * 1_000)
    const messageId = flow.ids.next('msg', at)
    const incoming = line.author === 'contact'
    const turnId = line.source ? flow.ids.next('turn', at) : null
    await tx
      .insertInto('messages')
      .values({
        workspace_id: workspaceId,
        id: messageId,
        conversation_id: conversationId,
        seq: index + 1,
        direction: incoming ? 'in' : 'out',
        channel: sample.channel,
        inbox_id: inboxId,
        address_id: addressId,
        external_id: sample.channel === 'email' ? `<${messageId}@sample.example>` : `sample-${messageId}`,
        author: line.author,
        author_name: incoming ? contact.name : (line.name ?? null),
        author_id: null,
        body: line.text,
        subject: sample.subject ?? null,
        email: sample.channel === 'email' ? JSON.stringify({ references: [], to: [], cc: [] }) : null,
        purpose: line.author === 'automation' ? 'opt_out_confirmation' : 'reply',
        status: incoming ? 'received' : (line.status ?? 'sent'),
        turn_id: turnId,
        created_at: at,
        keyword: null,
        segments: null,
        client_id: null,
        sent_at: incoming ? null : at,
        delivered_at: line.status === 'delivered' || line.status === 'read' ? at : null,
        read_at: line.status === 'read' ? at : null,
      })
      .execute()
    await setLastMessage(tx, workspaceId, conversationId, messageId)
    if (turnId && line.source)
      await writeTurn(tx, workspaceId, { turnId, conversationId, seq: index, at, source: line.source })
  }
  if (sample.channel !== 'email') await pointThread(tx, workspaceId, inboxId, addressId, conversationId)
  if (contact.optedOut) {
    const at = timeOf(last.at)
    await setOptOut(tx, workspaceId, addressId, at)
    await insertConsent(tx, workspaceId, {
      id: flow.ids.next('cns', at),
      addressId,
      contactId,
      channel: sample.channel,
      action: 'opt_out',
      source: 'keyword',
      actor: null,
      text: 'STOP',
      messageId: null,
      at,
    })
  }
  return contactId
}

async function writeTurn(
  tx: Tx,
  workspaceId: string,
  of: {
    turnId: string
    conversationId: string
    seq: number
    at: Date
    source: NonNullable<SampleLine['source']>
  },
): Promise<void> {
  await insertTurn(tx, workspaceId, {
    id: of.turnId,
    conversation_id: of.conversationId,
    from_seq: of.seq,
    to_seq: of.seq,
    outcome: 'answered',
    reasons: [],
    trace: {
      engine: 'builtin',
      model: null,
      intent: null,
      sources: [{ ...of.source, id: 'sample' }],
      tools: [],
      tokens: null,
      ms: 4,
      guard: [],
      fallback: null,
    },
    created_at: of.at,
  })
}

/** The appointment that the first conversation speaks of: the next Thursday at half past nine, or what is free. */
async function writeAppointment(
  flow: Flow,
  tx: Tx,
  workspaceId: string,
  contactId: string,
  sample: SampleConversation,
  serviceId: string | null,
  hours: ReturnType<typeof sampleHours>,
): Promise<void> {
  const now = flow.clock.now()
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(hours.timeZone)
    .toPlainDate()
  const thursday = today.add({ days: ((4 - today.dayOfWeek + 7) % 7) + (today.dayOfWeek === 4 ? 7 : 0) })
  const slot = findSlots({
    hours,
    busy: [],
    durationMinutes: 60,
    now,
    from: thursday,
    to: thursday.add({ days: 7 }),
  })[3]
  if (!slot) return
  await insertAppointment(tx, workspaceId, {
    id: flow.ids.next('apt'),
    contact_id: contactId,
    conversation_id: null,
    service_id: serviceId,
    service_name: services[0]?.name ?? '',
    starts_at: slot.start,
    ends_at: slot.end,
    time_zone: hours.timeZone,
    status: 'booked',
    heldUntil: null,
    name: sample.contact.name ?? '',
    note: sample.contact.note ?? '',
    created_by: 'sample',
    sample: true,
    at: now,
  })
}
