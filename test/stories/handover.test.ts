// A customer needs a person: the team is alerted by text and mail, again and to more of them until one takes it; the
// customer hears what happens next; the AI answers again when the rule says so. The clock is the test's.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { insertToken } from '#db/members.ts'
import { defaultHours, defaultSettings, insertWorkspace } from '#db/workspaces.ts'
import { AlertPerson, HandoverSettings } from '#domain/handover-settings.ts'
import { Profile } from '#domain/knowledge.ts'
import { sweep } from '#flow/sweep.ts'
import { makeToken } from '#http/auth.ts'
import { newWorkspaceId } from '#lib/ids.ts'
import { type SmtpFake, startSmtpFake } from '#test/fakes/smtp-server.ts'
import { post, startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import { apiOf, type Product, startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Handover, OpenEscalation } from '#wire/api/handover.ts'
import type { Message, Turn } from '#wire/api/messages.ts'

const BUSINESS = '+12125550100'
const ANN = '+12125550171'
const BEN = '+12125550172'
/** Wednesday, 10:00 in New York; far ahead, so that no job comes due but by the test's sweep. */
const START = Date.parse('2030-03-06T15:00:00Z')
const MINUTE = 60_000
/** Of a machine that has other things to do. */
const PATIENCE_MS = 30_000
vi.setConfig({ testTimeout: 90_000 })

let product: Product
let twilio: TwilioFake
let smtp: SmtpFake
let webhookUrl: string
const began = Date.now()
let shift = 0
const now = () => new Date(START + Date.now() - began + shift)
let numbered = 0

beforeAll(async () => {
  twilio = await startTwilioFake()
  smtp = await startSmtpFake()
  product = await startProduct({
    world: { clock: { now }, timing: { burst: { quietMs: 0, maxMs: 0 } } },
  })
  const texts = await product.api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: BUSINESS,
    settings: { accountSid: twilio.accountSid, authToken: twilio.authToken, apiBase: twilio.url },
  })
  webhookUrl = texts.body.webhookUrl
  await product.api.post('/inboxes', {
    channel: 'email',
    provider: 'smtp',
    name: 'Mail',
    address: 'hello@harbor.example',
    settings: { fromName: 'Harbor', smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' },
  })
  await product.api.patch('/settings', { disclosure: { enabled: false, text: '' }, smsAllowance: null })
  await save({})
})
afterAll(async () => {
  await twilio.stop()
  await smtp.stop()
})

const people = [
  { id: 'ann', name: 'Ann Lee', phone: ANN, email: 'ann@harbor.example' },
  { id: 'ben', name: 'Ben Ray', phone: BEN },
]
const person = (id: string, phone: string) => AlertPerson.parse({ id, name: id, phone })
async function save(change: Partial<HandoverSettings>): Promise<void> {
  const settings = HandoverSettings.parse({ people, ...change })
  const saved = await product.api.put('/handover-settings', settings)
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
}
const newCustomer = () => `+1917555${String(4000 + numbered++)}`
async function write(from: string, body: string): Promise<void> {
  const taken = await post(twilio.signedInbound(webhookUrl, { from, to: BUSINESS, body }))
  expect(taken.status, await taken.text()).toBe(200)
}
const sentTo = (phone: string, words = '') =>
  twilio.messages.filter((m) => m.to === phone && m.body.includes(words)).map((m) => m.body)
const mailsTo = (address: string, words: string) =>
  smtp.mails.filter((m) => m.to.includes(address) && readable(m.raw).includes(words))
const readable = (raw: string) => raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
const conversationOf = (phone: string) =>
  until(async () => {
    const { body } = await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')
    return body.items.find((c) => c.contact.display.replace(/\D/g, '') === phone.slice(1))
  }, 'the conversation')
const handoverOf = async (id: string) =>
  (await product.api.get<Handover>(`/conversations/${id}/handover`)).body
const threadOf = async (id: string) =>
  (await product.api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items
const turnsOf = async (id: string) =>
  (await product.api.get<{ items: Turn[] }>(`/conversations/${id}/turns`)).body.items

/** Time passes, and the sweep sees what has become due. */
async function pass(minutes: number): Promise<void> {
  shift += minutes * MINUTE
  await sweep(product.flow)
}
/** A customer asks for a person, and the first alert is out. */
async function escalated(
  words = 'I want to speak to a human please',
): Promise<{ phone: string; id: string }> {
  const phone = newCustomer()
  await write(phone, words)
  const { id } = await conversationOf(phone)
  await until(async () => (await handoverOf(id)).escalation?.alerts.length, 'the first alert', PATIENCE_MS)
  await until(() => sentTo(ANN, id).length > 0, 'the text to Ann', PATIENCE_MS)
  return { phone, id }
}

describe('the ladder', () => {
  it('text and mail at once, again, then the next one; an OK by text ends it, and the others are told', async () => {
    const { phone, id } = await escalated()
    const [first] = sentTo(ANN, id)
    expect(first).toContain('asked for a person')
    expect(first).toContain('I want to speak to a human please')
    expect(first).toContain(`/inbox/${id}`)
    expect(first).toMatch(/\/take\/[0-9A-Za-z]+_[0-9A-Za-z]+/)
    const [mail] = await until(() => {
      const found = mailsTo('ann@harbor.example', id)
      return found.length > 0 && found
    }, 'the mail')
    expect(readable(mail?.raw ?? '')).toMatch(/Subject: .*asked for a person/)
    // During hours, by the name of whoever comes first, and once.
    await until(
      () => sentTo(phone, 'Ann or a colleague will write back here shortly').length === 1,
      'the words',
    )

    await pass(6)
    await until(() => sentTo(ANN, id).length === 2, 'the second text')
    expect(sentTo(BEN, id)).toEqual([])
    await pass(11)
    await until(() => sentTo(BEN, id).length === 1, 'the text to Ben')
    await sweep(product.flow)
    expect(sentTo(ANN, id)).toHaveLength(2)

    await write(BEN, 'ok')
    await until(
      async () => (await handoverOf(id)).escalation?.acknowledged,
      'the acknowledgement',
      PATIENCE_MS,
    )
    const { escalation } = await handoverOf(id)
    expect(escalation).toMatchObject({ acknowledged: { by: 'Ben Ray', how: 'reply' }, nextAlertAt: null })
    await until(() => sentTo(BEN, 'is yours now').length === 1, 'thanks to Ben')
    await until(() => sentTo(ANN, 'Ben Ray takes care of').length === 1, 'word to Ann')
    await pass(60)
    expect(sentTo(ANN, id).length + sentTo(BEN, id).length).toBe(5)
    expect(sentTo(phone)).toHaveLength(1)
    const { body } = await product.api.get<ConversationRow>(`/conversations/${id}`)
    expect(body.escalation?.acknowledged?.by).toBe('Ben Ray')
  })

  it('twice the same is one; an emergency after a question is another', async () => {
    const { id } = await escalated()
    await product.api.post(`/conversations/${id}/escalate`, { note: 'She is in a hurry' })
    await pass(0)
    expect(sentTo(ANN, id)).toHaveLength(1)
    expect((await handoverOf(id)).escalation).toMatchObject({
      reason: 'asked_for_person',
      note: 'She is in a hurry',
    })
    await product.api.post(`/conversations/${id}/acknowledge`)
    const { handOver } = await import('#flow/hand-over.ts')
    const { workspaceId } = await workspaceOf()
    await handOver(product.flow, { workspaceId, conversationId: id, reason: 'emergency', note: 'Water' })
    await until(() => sentTo(ANN, 'EMERGENCY').length === 1, 'the emergency')
    expect((await handoverOf(id)).escalation).toMatchObject({ reason: 'emergency', acknowledged: null })
    await product.api.post(`/conversations/${id}/acknowledge`)
  })

  it('goes on after a restart, from several processes at once, with each rung once', async () => {
    const { id } = await escalated()
    const { workspaceId } = await workspaceOf()
    const { alertPeople } = await import('#flow/escalations.ts')
    const escalationId = (await handoverOf(id)).escalation?.id ?? ''
    shift += 6 * MINUTE
    await Promise.all(
      Array.from({ length: 6 }, () => alertPeople(product.flow, { workspaceId, escalationId })),
    )
    await until(() => sentTo(ANN, id).length === 2, 'the second text')
    const { escalation } = await handoverOf(id)
    expect(escalation?.alerts.filter((a) => a.kind === 'phone')).toHaveLength(2)
    await product.api.post(`/conversations/${id}/takeover`)
    expect((await handoverOf(id)).escalation).toMatchObject({ acknowledged: { how: 'takeover' } })
  })
})

async function workspaceOf(): Promise<{ workspaceId: string }> {
  const { body } = await product.api.get<{ id: string }>('/workspace')
  return { workspaceId: body.id }
}

describe('the link in an alert', () => {
  it('shows who is asked; only its button takes care of it', async () => {
    const { id } = await escalated()
    const link = /https?:\/\/\S+\/take\/\S+/.exec(sentTo(ANN, id)[0] ?? '')?.[0] ?? ''
    const shown = await fetch(link)
    expect(shown.status).toBe(200)
    const page = await shown.text()
    expect(page).toContain('You are Ann Lee')
    expect(page).toContain('<button>')
    // What scanners do: GET and HEAD, often.
    for (let i = 0; i < 3; i++) await fetch(link, { method: i === 0 ? 'HEAD' : 'GET' })
    expect((await handoverOf(id)).escalation?.acknowledged).toBeNull()

    const taken = await fetch(link, { method: 'POST' })
    expect(await taken.text()).toContain('It is yours')
    expect((await handoverOf(id)).escalation).toMatchObject({ acknowledged: { by: 'Ann Lee', how: 'link' } })
    expect(await (await fetch(link)).text()).toContain('Ann Lee takes care of it')
    expect(await (await fetch(link, { method: 'POST' })).text()).toContain('It is yours')
    await product.api.post(`/conversations/${id}/resume-ai`)
    expect(await (await fetch(link)).text()).toContain('This is over')
  })

  it('that is made up, or of another workspace, opens nothing', async () => {
    const { id } = await escalated()
    const link = /https?:\/\/\S+\/take\/\S+/.exec(sentTo(ANN, id)[0] ?? '')?.[0] ?? ''
    const key = link.split('_').at(-1) ?? ''
    for (const made of [`${product.url}/take/elsewhere01_${key}`, `${product.url}/take/${'x'.repeat(40)}`])
      for (const method of ['GET', 'POST']) expect((await fetch(made, { method })).status).toBe(404)
    expect((await handoverOf(id)).escalation?.acknowledged).toBeNull()
    await product.api.post(`/conversations/${id}/acknowledge`)
  })

  it('nobody of another workspace takes care of ours', async () => {
    const { id } = await escalated()
    const other = newWorkspaceId()
    const { token, hash, hint } = makeToken(other)
    await insertWorkspace(product.flow.store.db, {
      id: other,
      name: 'Other',
      profile: Profile.parse({ name: 'Other' }),
      hours: defaultHours,
      settings: defaultSettings,
      created_at: now(),
    })
    await insertToken(product.flow.store.db, { workspace_id: other, id: 'tok_o', name: 'o', hash, hint })
    const theirs = apiOf(product.url, token)
    for (const path of ['acknowledge', 'keep-with-people'])
      expect((await theirs.post(`/conversations/${id}/${path}`)).status).toBe(404)
    expect((await theirs.get(`/conversations/${id}/handover`)).status).toBe(404)
    expect((await theirs.get('/escalations')).body).toEqual({ items: [] })
    expect((await handoverOf(id)).escalation?.acknowledged).toBeNull()
    const { body } = await product.api.get<{ items: OpenEscalation[] }>('/escalations')
    expect(body.items[0]).toMatchObject({ conversation: { id }, acknowledged: null })
    await product.api.post(`/conversations/${id}/acknowledge`)
  })
})

describe('the customer', () => {
  it('hears after hours when somebody is there, in their language; and once', async () => {
    const before = shift
    shift += Date.parse('2030-03-07T02:00:00Z') - now().getTime()
    const phone = newCustomer()
    await write(phone, 'Hola, ¿pueden ayudarme con la factura? Es por el trabajo de su equipo')
    const { id } = await conversationOf(phone)
    await until(async () => (await turnsOf(id)).length > 0, 'a turn')
    await product.api.post(`/conversations/${id}/resume-ai`)
    await product.api.post(`/conversations/${id}/escalate`, {})
    await until(() => sentTo(phone, 'volvemos a abrir mañana a las 8:00').length === 1, 'the hours')
    await product.api.post(`/conversations/${id}/resume-ai`)
    const again = await product.api.post(`/conversations/${id}/escalate`, {})
    expect(again.status, JSON.stringify(again.body)).toBe(200)
    await until(async () => (await handoverOf(id)).escalation?.told.whyNot, 'why not')
    expect(sentTo(phone, 'volvemos a abrir')).toHaveLength(1)
    await product.api.post(`/conversations/${id}/resume-ai`)
    shift = before
  })

  it('is not told where a person says so', async () => {
    const phone = newCustomer()
    await write(phone, 'hello')
    const { id } = await conversationOf(phone)
    await until(() => sentTo(phone).length === 1, 'the AI')
    await product.api.post(`/conversations/${id}/escalate`, { tell: false })
    await until(() => sentTo(ANN, id).length === 1, 'the alert')
    expect(sentTo(phone)).toHaveLength(1)
    await product.api.post(`/conversations/${id}/acknowledge`)
  })
})

describe('the business’s own people', () => {
  it('also write in as customers, and take care of a customer from that very thread', async () => {
    const dora = newCustomer()
    await write(dora, 'hello there')
    const own = await conversationOf(dora)
    await until(
      async () => (await threadOf(own.id)).some((m) => m.author.kind === 'ai'),
      'the AI answers Dora',
    )
    await save({ people: [person('dora', dora), person('ann', ANN)] })
    const phone = newCustomer()
    await write(phone, 'I want to speak to a human please')
    const { id } = await conversationOf(phone)
    await until(() => sentTo(dora, id).length === 1, 'the alert')
    // What is no answer to an alert is a customer's question as before.
    await write(dora, 'hello again')
    await until(async () => (await turnsOf(own.id)).length > 1, 'a turn')
    expect((await handoverOf(id)).escalation?.acknowledged).toBeNull()
    await pass(6)
    await until(() => sentTo(dora, id).length === 2, 'the second alert')
    await write(dora, 'Ok')
    await until(
      async () => (await handoverOf(id)).escalation?.acknowledged,
      'the acknowledgement',
      PATIENCE_MS,
    )
    await until(
      async () => (await turnsOf(own.id)).some((turn) => turn.reasons[0]?.code === 'answered_alert'),
      'the AI’s silence, with its reason',
    )
    await save({})
  })
})

describe('a customer whom nobody answers', () => {
  it('people are called after the minutes of the settings, once for each message', async () => {
    await save({ unansweredMinutes: 15 })
    const phone = newCustomer()
    await write(phone, 'hello')
    const { id } = await conversationOf(phone)
    await until(() => sentTo(phone).length === 1, 'the AI')
    await product.api.post(`/conversations/${id}/messages`, { text: 'Ann here.' })
    await write(phone, 'When will you come?')
    await until(async () => (await turnsOf(id)).some((t) => t.outcome === 'silent'), 'silence')
    await pass(10)
    expect(sentTo(ANN, id)).toEqual([])
    await pass(6)
    const alerts = () => sentTo(ANN, id).filter((t) => t.includes('is waiting for an answer'))
    await until(() => alerts().length === 1, 'the alert')
    await product.api.post(`/conversations/${id}/acknowledge`)
    await pass(30)
    expect(alerts()).toHaveLength(1)
    await save({})
    await product.api.post(`/conversations/${id}/close`)
  })
})

describe('an answer of the AI that does not arrive', () => {
  it('calls a person, and tries nothing more there', async () => {
    const phone = newCustomer()
    twilio.plan('create', { fault: 'status', status: 400, code: 21211, to: phone }, 1)
    await write(phone, 'hello')
    const { id } = await conversationOf(phone)
    await until(async () => (await handoverOf(id)).escalation?.reason === 'undeliverable', 'the escalation')
    await product.api.post(`/conversations/${id}/acknowledge`)
  })
})

describe('the AI answers again', () => {
  it('when the rule says so, with its time in the conversation; not while the customer waits; not where called off', async () => {
    await save({ resume: { afterHours: 2, atClosing: false, evenIfUnanswered: false } })
    const phone = newCustomer()
    await write(phone, 'hello')
    const { id } = await conversationOf(phone)
    await until(() => sentTo(phone).length === 1, 'the AI')
    await product.api.post(`/conversations/${id}/messages`, { text: 'Ann here, I will look into it.' })
    const state = async () => (await product.api.get<ConversationRow>(`/conversations/${id}`)).body
    const due = (await state()).resume?.at ?? ''
    expect(Math.abs(Date.parse(due) - now().getTime() - 120 * MINUTE)).toBeLessThan(MINUTE)
    await write(phone, 'Thank you. And the other thing?')
    await until(async () => (await state()).lastDirection === 'in', 'the message')
    await pass(122)
    await until(async () => (await state()).resume?.at !== due, 'a later plan')
    expect((await state()).handler).toBe('human')
    await product.api.post(`/conversations/${id}/messages`, { text: 'That is done too.' })
    await pass(122)
    await until(async () => (await state()).handler === 'ai', 'the AI has it')
    expect((await state()).resume).toBeNull()

    await product.api.post(`/conversations/${id}/messages`, { text: 'One more thing.' })
    await product.api.post(`/conversations/${id}/keep-with-people`)
    await product.api.post(`/conversations/${id}/messages`, { text: 'And another.' })
    expect((await state()).resume).toBeNull()
    await pass(300)
    expect((await state()).handler).toBe('human')
    await save({})
  })

  it('after a pause of a contact that was for a time', async () => {
    const phone = newCustomer()
    await write(phone, 'hello')
    const { contact, id } = await conversationOf(phone)
    await until(() => sentTo(phone).length === 1, 'the AI')
    const until2 = new Date(now().getTime() + 60 * MINUTE).toISOString()
    await product.api.patch(`/contacts/${contact.id}`, {
      aiPaused: true,
      aiPausedReason: 'Ann is on the phone with them',
      aiPausedUntil: until2,
    })
    const ai = async () =>
      (await product.api.get<{ ai: { on: boolean; reasons: { text: string }[] } }>(`/conversations/${id}`))
        .body.ai
    expect((await ai()).reasons[0]?.text).toMatch(/paused for this contact until .*: Ann is on the phone/)
    await pass(61)
    expect(await ai()).toEqual({ on: true, reasons: [] })
    const { body } = await product.api.get<{ aiPaused: boolean }>(`/contacts/${contact.id}`)
    expect(body.aiPaused).toBe(false)
  })
})
