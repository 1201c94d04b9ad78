// A business with its mailbox at Microsoft 365: notifications wake the look into the mailbox, what they leave out is found
// by the delta query, the subscription is renewed and replaced, and a sign-in that ended is told.
import { afterAll, expect, it } from 'vitest'
import { startGraphFake } from '#test/fakes/graph-server.ts'
import { mailOf, mailThreads, type Written } from '#test/harness/mailing.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'

const BUSINESS = 'hello@harbor.example'
const graph = await startGraphFake(BUSINESS)
afterAll(() => graph.stop())
const { api } = await startProduct()
const { thread, conversations, becomes } = mailThreads(api)
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
const made = await api.post<Inbox>('/inboxes', {
  channel: 'email',
  provider: 'graph',
  name: 'Mail',
  address: BUSINESS,
  settings: {
    fromName: 'Harbor',
    clientId: graph.oauth.clientId,
    clientSecret: graph.oauth.clientSecret,
    refreshToken: 'refresh-0',
    apiBase: graph.url,
  },
})
const inbox = made.body
const write = (mail: Omit<Written, 'to'>) => graph.put(mailOf({ to: BUSINESS, ...mail }))
const health = async () => (await api.get<Inbox>(`/inboxes/${inbox.id}`)).body.health
const sentTo = (address: string) =>
  graph.mails.filter((m) => m.folder === 'sentitems' && m.raw.includes(`To: ${address}`))
const deltas = () => graph.calls.filter((call) => call.endsWith('/messages/delta')).length

it('is connected: Microsoft asks whether we are there, and subscribes', async () => {
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await until(() => graph.subscriptions.size === 1, 'the subscription')
  await until(() => deltas() >= 2, 'the first look')
  const [subscription] = graph.subscriptions.values()
  expect(subscription?.notificationUrl).toBe(inbox.webhookUrl)
  expect(subscription?.clientState.length).toBeGreaterThan(20)
  // The refresh token that replaced itself is kept, sealed.
  expect(JSON.stringify(made.body)).not.toContain('refresh-')
})

it('a notification brings one message, which is answered; a wrong secret brings nothing', async () => {
  const wrong = await fetch(inbox.webhookUrl ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value: [{ clientState: 'guessed', changeType: 'created' }] }),
  })
  expect(wrong.status).toBe(403)
  write({
    from: 'Ada <ada@customer.example>',
    subject: 'Visit',
    text: 'Do you serve Queens?',
    id: '<q1@customer.example>',
  })
  const answers = (await Promise.all([graph.notify(), graph.notify()])).flat()
  expect(answers.map(({ status }) => status)).toEqual([202, 202])
  const messages = await becomes('ada@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  expect(messages.map((m) => m.author.kind)).toEqual(['contact', 'ai'])
  expect(sentTo('ada@customer.example')[0]?.raw).toContain('In-Reply-To: <q1@customer.example>')
})

it('what no notification told of is found when Microsoft says that it left some out', async () => {
  write({
    from: 'bo@customer.example',
    subject: 'Silent',
    text: 'Nobody told you',
    id: '<b1@customer.example>',
  })
  await graph.notify('missed')
  await becomes('bo@customer.example', 'the missed mail', (all) => all.length > 0)
})

it('a colleague answers from Outlook: it is in the thread, and the AI is silent from then on', async () => {
  graph.put(
    mailOf({
      from: `Jane Doe <${BUSINESS}>`,
      to: 'ada@customer.example',
      subject: 'Re: Visit',
      text: 'Jane here.',
      id: '<jane1@outlook.example>',
      inReplyTo: '<q1@customer.example>',
    }),
    { folder: 'sentitems' },
  )
  await graph.notify()
  const messages = await becomes('ada@customer.example', 'Jane', (all) => all.length === 3)
  expect(messages.at(-1)).toMatchObject({ text: 'Jane here.', author: { kind: 'phone', name: 'Jane Doe' } })
  const [conversation] = await conversations('ada@customer.example')
  expect(conversation?.handler).toBe('human')
})

it('a mail that Microsoft gave another id, and one whose answer got lost, are sent once and found again', async () => {
  graph.rewriteIds = true
  graph.dropAnswers = 1
  write({
    from: 'eve@customer.example',
    subject: 'Prices',
    text: 'Do you serve Queens?',
    id: '<e1@customer.example>',
  })
  await graph.notify()
  await becomes('eve@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  graph.rewriteIds = false
  expect(sentTo('eve@customer.example')).toHaveLength(1)
  const theirs = /^Message-ID: (.*)$/m.exec(sentTo('eve@customer.example')[0]?.raw ?? '')?.[1]?.trim()
  expect(theirs).toContain('outlook.com')
  graph.put(
    mailOf({
      from: 'eve@customer.example',
      to: BUSINESS,
      subject: 'something else',
      text: 'Thanks!',
      id: '<e2@customer.example>',
      inReplyTo: theirs,
    }),
    { conversation: 'elsewhere' },
  )
  await graph.notify()
  await becomes(
    'eve@customer.example',
    'the answer to it',
    (all) => all.filter((m) => m.direction === 'in').length === 2,
  )
  expect(await conversations('eve@customer.example')).toHaveLength(1)
})

it('a place that Microsoft has forgotten is found anew, without doubling and without loss', async () => {
  write({ from: 'gus@customer.example', subject: 'While away', text: 'Hello', id: '<g1@customer.example>' })
  graph.forgetPlaces()
  await graph.notify()
  await becomes('gus@customer.example', 'the mail from before', (all) => all.length > 0)
  expect((await thread('ada@customer.example')).filter((m) => m.direction === 'in')).toHaveLength(1)
})

it('the subscription is confirmed when Microsoft asks, and replaced when it is gone', async () => {
  const [first] = graph.subscriptions.keys()
  const patches = () => graph.calls.filter((call) => call.startsWith('PATCH')).length
  await graph.notify('reauthorizationRequired')
  await until(() => patches() === 1, 'the confirmation')
  expect([...graph.subscriptions.keys()]).toEqual([first])
  await graph.notify('subscriptionRemoved')
  await until(() => graph.subscriptions.size === 1, 'another subscription')
  expect([...graph.subscriptions.keys()]).not.toEqual([first])
})

it('a sign-in that ended is told under health, with what to do', async () => {
  graph.oauth.refreshTokens.clear()
  graph.oauth.endAccess()
  write({ from: 'jon@customer.example', subject: 'Waiting', text: 'Hello?', id: '<j1@customer.example>' })
  await graph.notify()
  const notice = await until(
    async () => (await health()).notices.find((n) => n.code === 'chore:mail'),
    'the notice',
  )
  expect(notice.text).toContain('Microsoft no longer accepts the sign-in')
  expect(notice.text).toContain('Sign in again')
})
