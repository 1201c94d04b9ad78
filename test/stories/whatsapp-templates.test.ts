// Outside of the window only approved templates leave: they come from the provider, are filled in, checked and shown.
import { beforeAll, describe, expect, it } from 'vitest'
import { QUESTION, startChatting } from '#test/harness/chatting.ts'
import { until } from '#test/harness/product.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { TemplateList } from '#wire/api/templates.ts'

const { whatsapp, api, inbox, ...chatting } = await startChatting()
const { newCustomer, seconds, said, deliver, sentTo, arrived, findConversation, thread } = chatting
const DAY_MS = 86_400_000

const reminder = {
  id: '594425479261596',
  name: 'appointment_reminder',
  language: 'en_US',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Your appointment' },
    {
      type: 'BODY',
      text: 'Hello {{1}}, we expect you on {{2}}.',
      example: { body_text: [['Mara', 'Tuesday at ten']] },
    },
    { type: 'FOOTER', text: 'Harbour Dental' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'I am coming' }] },
  ],
}
const offer = {
  ...reminder,
  id: '594425479261597',
  name: 'spring_offer',
  category: 'MARKETING',
  components: [{ type: 'BODY', text: 'Ten percent off in spring.' }],
}
const rejected = {
  ...offer,
  id: '594425479261598',
  name: 'nothing',
  status: 'REJECTED',
  rejected_reason: 'ABUSIVE_CONTENT',
}

let templates: TemplateList['items'] = []
const templateNamed = (name: string) => templates.find((t) => t.name === name)?.id ?? ''

/** Somebody who wrote so long ago that the window is closed; the AI's answer has been dropped. */
async function silentCustomer(agoMs = 2 * DAY_MS) {
  const phone = newCustomer()
  await deliver(said(phone, QUESTION, { timestamp: seconds(agoMs) }))
  const { id } = await until(() => findConversation(phone), 'the conversation')
  await until(async () => (await thread(phone))[1]?.status === 'canceled', 'the answer to be dropped')
  const send = (body: Record<string, unknown>) => api.post(`/conversations/${id}/messages`, body)
  const route = async () =>
    (await api.get<Conversation>(`/conversations/${id}`)).body.routes.find((r) => r.inboxId === inbox.id)
  return { phone, id, send, route }
}

beforeAll(async () => {
  // Offers need a written yes, and are capped: that is told in other stories.
  await api.patch('/settings', {
    gate: {
      quietHours: { enabled: false },
      consent: { marketingNeedsOptIn: false },
      caps: { marketingPerDay: null, marketingPerWeek: null, automatedPerDay: null },
    },
  })
  whatsapp.templates.push(reminder, offer, rejected)
  const synced = await api.post<TemplateList>(`/inboxes/${inbox.id}/templates/sync`)
  expect(synced.status).toBe(200)
  templates = synced.body.items
})

describe('the templates of the account', () => {
  it('are fetched page by page, with their gaps, their state and what they cost', async () => {
    expect(templates.map((t) => [t.name, t.state, t.category, t.why])).toEqual([
      ['appointment_reminder', 'approved', 'utility', null],
      ['spring_offer', 'approved', 'marketing', null],
      ['nothing', 'rejected', 'marketing', 'It was rejected: abusive content'],
    ])
    expect(templates[0]?.variables.map((v) => [v.key, v.example])).toEqual([
      ['body.1', 'Mara'],
      ['body.2', 'Tuesday at ten'],
    ])
    const again = await api.post<TemplateList>(`/inboxes/${inbox.id}/templates/sync`)
    expect(again.body.items.map((t) => t.id)).toEqual(templates.map((t) => t.id))
  })

  it('change when WhatsApp says so, and may not be sent then', async () => {
    const { send } = await silentCustomer()
    const say = (event: string) =>
      deliver(
        {
          event,
          message_template_id: 594425479261597,
          message_template_name: 'spring_offer',
          reason: 'NONE',
        },
        'message_template_status_update',
      )
    await say('PAUSED')
    const paused = await send({ template: { id: templateNamed('spring_offer') } })
    expect([paused.status, paused.body.errors[0].path]).toEqual([400, 'template.id'])
    await say('APPROVED')
    expect((await send({ template: { id: templateNamed('spring_offer') } })).status).toBe(201)
  })
})

describe('outside of the window', () => {
  it('words of one’s own are blocked with the way that is open, and a template leaves', async () => {
    const { phone, send, route } = await silentCustomer()
    const closed = await route()
    expect(closed).toMatchObject({
      usable: true,
      templatesOnly: true,
      why: expect.stringContaining('24 hours'),
    })
    expect(Date.parse(closed?.windowClosesAt ?? '')).toBeLessThan(Date.now())
    const own = await send({ text: 'Hello?' })
    expect([own.status, own.body.facts.verdict.reasons[0].code]).toEqual([422, 'template_required'])

    const made = await send({
      template: {
        id: templateNamed('appointment_reminder'),
        variables: { 'body.1': 'Mara', 'body.2': ' Friday ' },
      },
    })
    expect(made.status).toBe(201)
    const message: Message = made.body
    expect(message.text).toBe('Your appointment\n\nHello Mara, we expect you on Friday.\n\nHarbour Dental')
    expect(message.template).toMatchObject({ category: 'utility', buttons: [{ text: 'I am coming' }] })
    const [sent] = await arrived(phone)
    expect(sent?.body['template']).toEqual({
      name: 'appointment_reminder',
      language: { code: 'en_US', policy: 'deterministic' },
      components: [
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'Mara' },
            { type: 'text', text: 'Friday' },
          ],
        },
      ],
    })
  })

  it('nothing leaves that is not filled in, or that says more', async () => {
    const { phone, send } = await silentCustomer()
    const id = templateNamed('appointment_reminder')
    const refused = async (body: Record<string, unknown>) => {
      const answer = await send(body)
      return [answer.status, ...(answer.body.errors ?? []).map((e: { path: string }) => e.path)]
    }
    expect(await refused({ template: { id } })).toEqual([
      400,
      'template.variables.body.1',
      'template.variables.body.2',
    ])
    expect(
      await refused({ template: { id, variables: { 'body.1': 'a\nb', 'body.2': 'x', 'body.3': 'y' } } }),
    ).toEqual([400, 'template.variables.body.1', 'template.variables.body.3'])
    expect(
      await refused({ text: 'Also', template: { id, variables: { 'body.1': 'a', 'body.2': 'b' } } }),
    ).toEqual([400, 'text'])
    expect((await refused({ template: { id: 'tpl_of_nobody' } }))[0]).toBe(404)
    expect(sentTo(phone)).toHaveLength(0)
    expect((await thread(phone)).filter((m) => m.author.kind === 'api')).toEqual([])
  })

  it('opens again when the customer writes: the answer says until when', async () => {
    const { phone, send, route } = await silentCustomer()
    await deliver(said(phone, 'Are you there?', { timestamp: seconds(3_600_000) }))
    const open = await route()
    expect(open).toMatchObject({ usable: true, templatesOnly: false, why: null })
    const left = Date.parse(open?.windowClosesAt ?? '') - Date.now()
    expect(Math.round(left / 3_600_000)).toBe(23)
    expect((await send({ text: 'Yes' })).status).toBe(201)
  })

  it('somebody who never wrote is written to with a template, and only so', async () => {
    const phone = newCustomer()
    const contact = await api.post('/contacts', { name: 'Ben', addresses: [{ kind: 'phone', value: phone }] })
    const begin = (body: Record<string, unknown>) =>
      api.post('/conversations', { contactId: contact.body.id, inboxId: inbox.id, ...body })
    expect((await begin({ text: 'Hello' })).status).toBe(422)
    expect((await begin({ template: { id: templateNamed('spring_offer') } })).status).toBe(201)
    const [sent] = await arrived(phone)
    expect(sent?.body.type).toBe('template')
  })
})

describe('beside words', () => {
  it('go answers to tap within the limits of the channel, and the message that is answered', async () => {
    const phone = newCustomer()
    await deliver(said(phone, QUESTION))
    await arrived(phone)
    const conversation = await findConversation(phone)
    const [theirs] = await thread(phone)
    const send = (body: Record<string, unknown>) =>
      api.post(`/conversations/${conversation?.id}/messages`, body)
    const choice = (n: number) => ({ id: `c${n}`, title: `Choice ${n}` })
    const tooMany = await send({ text: 'Which?', choices: Array.from({ length: 11 }, (_, n) => choice(n)) })
    expect([tooMany.status, tooMany.body.errors[0].path]).toEqual([400, 'choices'])
    const made = await send({ text: 'Which?', choices: [choice(1), choice(2)], quotes: theirs?.id })
    expect(made.body).toMatchObject({
      choices: [{ id: 'c1' }, { id: 'c2' }],
      quoted: { messageId: theirs?.id, direction: 'in', text: QUESTION },
    })
    const [, sent] = await arrived(phone, 2)
    expect(sent?.body).toMatchObject({ type: 'interactive', context: { message_id: expect.any(String) } })
    await deliver(
      said(phone, '', {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'c2', title: 'Choice 2' } },
        context: { from: '12125550100', id: sent?.id },
      }),
    )
    expect((await thread(phone)).at(-1)).toMatchObject({
      text: 'Choice 2',
      quoted: { messageId: made.body.id, direction: 'out', text: 'Which?' },
    })
  })
})

describe('WhatsApp takes one message in six seconds to one person', () => {
  it('after a burst: what comes then waits for its place, says so, and nobody else waits', async () => {
    const phone = newCustomer()
    const other = newCustomer()
    for (const one of [phone, other]) await deliver(said(one, 'Hello'))
    for (const one of [phone, other]) await until(async () => (await thread(one)).length > 1, 'an answer')
    const { id } = (await findConversation(phone)) ?? {}
    const began = Date.now()
    for (let n = sentTo(phone).length; n < 55; n++)
      expect((await api.post(`/conversations/${id}/messages`, { text: `Line ${n}` })).status).toBe(201)
    await arrived(phone, 45)
    const waiting = await until(async () => {
      const head = (await thread(phone)).find((m) => m.status === 'queued')
      return head?.verdict?.decision === 'defer' ? head : null
    }, 'a message that waits')
    expect(waiting.verdict?.reasons[0]?.code).toBe('provider_limit')
    const until6 = Date.parse(waiting.verdict?.until ?? '') - Date.parse(waiting.verdict?.decidedAt ?? '')
    expect(until6).toBeGreaterThan(0)
    expect(until6).toBeLessThanOrEqual(6_000)
    const free = (await findConversation(other))?.id
    await api.post(`/conversations/${free}/messages`, { text: 'You need not wait.' })
    await until(
      () => sentTo(other).some((m) => JSON.stringify(m.body).includes('need not wait')),
      'the other',
    )
    // On a slow machine some have had their six seconds by now; none goes earlier.
    expect(sentTo(phone).length).toBeLessThanOrEqual(45 + Math.ceil((Date.now() - began) / 6_000))
  })
})
