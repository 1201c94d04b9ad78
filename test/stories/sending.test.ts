// Sending by the rules, over the API: what the gate would say, offers with and without a yes, messages for later, a limit
// that an admin passes over, the table of quiet hours.
import { expect, it } from 'vitest'
import { QUESTION, startTexting } from '#test/harness/texting.ts'

const { product, inbox, newCustomer, write, arrived, findConversation, sentTo } = await startTexting()
const { api } = product

async function customer() {
  const phone = newCustomer()
  await write(phone, QUESTION)
  await arrived(phone)
  const row = await findConversation(phone)
  const id = row?.id ?? ''
  const contactId = row?.contact.id ?? ''
  const detail = async () => (await api.get(`/contacts/${contactId}`)).body
  const send = (body: Record<string, unknown>) => api.post(`/conversations/${id}/messages`, body)
  return { phone, id, contactId, detail, send, addressId: (await detail()).addresses[0].id as string }
}
const gate = (change: Record<string, unknown>) =>
  api.patch('/settings', { gate: { quietHours: { enabled: false }, ...change } })
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

it('an offer needs a yes with its words; "no more" is about offers only', async () => {
  const { send, contactId, addressId, detail } = await customer()
  const offer = () => send({ text: 'Spring sale', purpose: 'marketing' })
  const refused = await offer()
  expect([refused.status, refused.body.facts.verdict.reasons[0].code]).toEqual([422, 'consent_missing'])
  const say = (body: Record<string, unknown>) =>
    api.post(`/contacts/${contactId}/consent`, { addressId, purpose: 'marketing', ...body })
  expect((await say({ action: 'opt_in' })).status).toBe(400)
  expect((await say({ action: 'opt_in', text: 'Yes please, on the phone' })).status).toBe(200)
  expect((await offer()).status).toBe(201)
  expect((await say({ action: 'opt_out' })).status).toBe(200)
  expect((await offer()).body.facts.verdict.reasons[0].code).toBe('purpose_opted_out')
  expect((await send({ text: 'An answer' })).status).toBe(201)
  const { consent, purposes, addresses } = await detail()
  expect(consent.map((c: { action: string; purpose: string }) => [c.action, c.purpose])).toEqual([
    ['opt_out', 'marketing'],
    ['opt_in', 'marketing'],
  ])
  expect(purposes).toMatchObject([{ purpose: 'marketing', state: 'out' }])
  expect(addresses[0].optedOutAt).toBeNull()
  expect((await api.get('/consents/check')).body).toMatchObject({ ok: true })
})

it('a message for later is told, changed, sent at once; times that are over are refused', async () => {
  const { phone, id, send } = await customer()
  expect((await send({ text: 'too late', sendAt: inHours(-1) })).status).toBe(400)
  const made = await send({ text: 'see you', sendAt: inHours(20) })
  expect(made.body).toMatchObject({
    status: 'queued',
    later: { unlessTheyWrite: true },
    verdict: { decision: 'defer', reasons: [{ code: 'scheduled' }] },
  })
  const changed = await api.patch(`/messages/${made.body.id}/later`, {
    text: 'see you at ten',
    unlessTheyWrite: false,
  })
  expect(changed.body).toMatchObject({ text: 'see you at ten', later: { unlessTheyWrite: false } })
  const other = await send({ text: 'never', sendAt: inHours(20) })
  expect((await api.delete(`/messages/${other.body.id}/later`)).body).toMatchObject({ status: 'canceled' })
  expect((await api.post(`/messages/${made.body.id}/send-now`)).status).toBe(200)
  await arrived(phone, 2)
  expect(
    sentTo(phone)
      .map((m) => m.body)
      .at(-1),
  ).toBe('see you at ten')
  const last = (await api.get(`/conversations/${id}/messages`)).body.items.at(-1)
  expect(last.text).toBe('see you at ten')
  expect((await api.delete(`/messages/${made.body.id}/later`)).status).toBe(409)
})

it('the preview knows the clock at the other end, and which limits may be passed over', async () => {
  const { id, send, contactId, detail } = await customer()
  await api.patch(`/contacts/${contactId}`, { reach: { timeZone: 'Asia/Tokyo', region: 'JP' } })
  expect((await detail()).place).toMatchObject({ city: 'Tokyo', because: 'entered at the contact' })
  const preview = async () => (await api.post(`/conversations/${id}/verdict`, { text: 'Hello' })).body
  expect(await preview()).toMatchObject({ place: { zone: 'Asia/Tokyo' }, segments: 1, mayOverride: false })
  const used = (await api.get('/usage')).body.messages.used
  await api.patch('/settings', { smsAllowance: used })
  expect(await preview()).toMatchObject({
    mayOverride: true,
    verdict: { decision: 'block', reasons: [{ code: 'allowance_used', overridableBy: 'admin' }] },
  })
  // A program stands in for nobody: it passes over nothing.
  expect((await send({ text: 'Anyway', override: { reason: 'It is paid' } })).status).toBe(422)
  await api.patch('/settings', { smsAllowance: null })
})

it('hours are data: a row of one’s own takes the place of what came, and goes again', async () => {
  const texas = async () =>
    (await api.get('/settings/quiet-hours')).body.items.find(
      (rule: { region: string }) => rule.region === 'US-TX',
    )
  const shipped = await texas()
  expect(shipped).toMatchObject({ own: false, name: 'Texas' })
  const { own: _, ...rule } = shipped
  const rules = [{ ...rule, week: rule.week.map(() => ({ from: '10:00', to: '12:00' })) }]
  expect((await gate({ quietHours: { enabled: false, rules } })).status).toBe(200)
  expect(await texas()).toMatchObject({ own: true, week: [{ from: '10:00' }, {}, {}, {}, {}, {}, {}] })
  expect((await gate({ quietHours: { enabled: false, rules: [{ ...rule, region: 'Texas' }] } })).status).toBe(
    400,
  )
  await gate({})
  expect(await texas()).toMatchObject({ own: false })
  expect(inbox.id).toBeTruthy()
})
