// A business with its mailbox at Google: pushes wake the look into the mailbox, answers leave in the same thread, what
// colleagues send from Gmail is seen, and a sign-in that ended is told.
import { afterAll, expect, it } from 'vitest'
import { startGmailFake } from '#test/fakes/gmail-server.ts'
import { mailOf, mailThreads, type Written } from '#test/harness/mailing.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'

const BUSINESS = 'hello@harbor.example'
const CALLER = 'push@harbor.iam.gserviceaccount.com'
const gmail = await startGmailFake(BUSINESS)
afterAll(() => gmail.stop())
const { api } = await startProduct()
const { thread, conversations, becomes } = mailThreads(api)
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
const made = await api.post<Inbox>('/inboxes', {
  channel: 'email',
  provider: 'gmail',
  name: 'Mail',
  address: BUSINESS,
  settings: {
    fromName: 'Harbor',
    clientId: gmail.oauth.clientId,
    clientSecret: gmail.oauth.clientSecret,
    refreshToken: 'refresh-0',
    topic: 'projects/harbor/topics/frontdesk',
    pushServiceAccount: CALLER,
    apiBase: gmail.url,
  },
})
const inbox = made.body
const push = () => gmail.push(inbox.webhookUrl ?? '', CALLER)
const write = (mail: Omit<Written, 'to'> & { to?: string }) => gmail.put(mailOf({ to: BUSINESS, ...mail }))
const health = async () => (await api.get<Inbox>(`/inboxes/${inbox.id}`)).body.health
const sentTo = (address: string) =>
  gmail.mails.filter((m) => m.labelIds.includes('SENT') && m.raw.includes(`To: ${address}`))

it('is connected: the mailbox is watched, and what lay there before stays there', async () => {
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await until(() => gmail.watched.length === 1, 'the mailbox to be watched')
  await until(() => gmail.calls.includes('GET /gmail/v1/users/me/profile'), 'the first look')
  expect(gmail.watched).toEqual(['projects/harbor/topics/frontdesk'])
  expect(gmail.oauth.asked.length).toBe(1)
})

it('a push brings one message, which is answered in the same thread', async () => {
  const mail = write({
    from: 'Ada <ada@customer.example>',
    subject: 'Visit in Brooklyn',
    text: 'Do you serve Queens?',
    id: '<q1@customer.example>',
  })
  const answers = await Promise.all([push(), push(), push()])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const messages = await becomes('ada@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  expect(messages.map((m) => m.author.kind)).toEqual(['contact', 'ai'])
  const [answer] = sentTo('ada@customer.example')
  expect(answer?.threadId).toBe(mail.threadId)
  expect(answer?.raw).toContain('In-Reply-To: <q1@customer.example>')
  expect(answer?.raw).toContain('25 dollars')
  // The copy among the sent mails is ours, and nobody else's answer.
  await push()
  write({ from: 'bo@customer.example', subject: 'Ping', text: 'Hello there', id: '<ping@customer.example>' })
  await push()
  await becomes('bo@customer.example', 'what came after it', (all) => all.length > 0)
  expect((await thread('ada@customer.example')).map((m) => m.author.kind)).toEqual(['contact', 'ai'])
})

it('whoever is not Google is refused, and changes nothing', async () => {
  const before = (await health()).signatureFailures
  const stranger = await gmail.push(inbox.webhookUrl ?? '', 'other@harbor.iam.gserviceaccount.com')
  const elsewhere = await gmail.push(inbox.webhookUrl ?? '', CALLER, { aud: 'https://elsewhere.example' })
  expect([stranger.status, elsewhere.status]).toEqual([403, 403])
  expect((await health()).signatureFailures).toBe(before + 2)
})

it('a colleague answers from Gmail: it is in the thread, and the AI is silent from then on', async () => {
  write({
    from: 'cleo@customer.example',
    subject: 'Parking',
    text: 'Do you serve Queens?',
    id: '<c1@customer.example>',
  })
  await push()
  await becomes('cleo@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  gmail.put(
    mailOf({
      from: `Jane Doe <${BUSINESS}>`,
      to: 'cleo@customer.example',
      subject: 'Re: Parking',
      text: 'Jane here: park behind the house.',
      id: '<jane1@mail.gmail.com>',
      inReplyTo: '<c1@customer.example>',
    }),
    { labels: ['SENT'] },
  )
  await push()
  const messages = await becomes('cleo@customer.example', 'the colleague’s answer', (all) => all.length === 3)
  expect(messages.at(-1)).toMatchObject({
    direction: 'out',
    status: 'sent',
    text: 'Jane here: park behind the house.',
    author: { kind: 'phone', name: 'Jane Doe' },
  })
  write({
    from: 'cleo@customer.example',
    subject: 'Re: Parking',
    text: 'Do you serve Queens on Sundays?',
    id: '<c2@customer.example>',
    inReplyTo: '<jane1@mail.gmail.com>',
  })
  await push()
  const [conversation] = await conversations('cleo@customer.example')
  const turns = await until(async () => {
    const { body } = await api.get(`/conversations/${conversation?.id}/turns`)
    return body.items.at(-1)?.outcome === 'silent' && body.items
  }, 'silence')
  expect(turns.at(-1).reasons[0].code).toBe('human_managed')
  expect(await conversations('cleo@customer.example')).toHaveLength(1)
})

it('what people write to strangers from that mailbox is nobody’s business', async () => {
  const before = (await api.get<{ items: unknown[] }>('/conversations?limit=100')).body.items.length
  gmail.put(
    mailOf({
      from: BUSINESS,
      to: 'bank@money.example',
      subject: 'Loan',
      text: 'Private',
      id: '<p1@mail.gmail.com>',
    }),
    { labels: ['SENT'] },
  )
  write({ from: 'dan@customer.example', subject: 'After', text: 'Hi', id: '<d1@customer.example>' })
  await push()
  await becomes('dan@customer.example', 'what came after it', (all) => all.length > 0)
  expect((await api.get<{ items: unknown[] }>('/conversations?limit=100')).body.items).toHaveLength(
    before + 1,
  )
  expect(JSON.stringify(await conversations('bank@money.example'))).toBe('[]')
})

it('and a mail to a contact begins a conversation that a person has', async () => {
  gmail.put(
    mailOf({
      from: `Jane Doe <${BUSINESS}>`,
      to: 'dan@customer.example',
      subject: 'Your invoice of November',
      text: 'Here it is.',
      id: '<inv1@mail.gmail.com>',
    }),
    { labels: ['SENT'] },
  )
  await push()
  const found = await until(async () => {
    const all = await conversations('dan@customer.example')
    return all.length === 2 && all
  }, 'a conversation of its own')
  expect(found.map((c) => c.handler).sort()).toContain('human')
})

it('Google gave our mail another id: the answer to it still finds home', async () => {
  gmail.rewriteIds = true
  write({
    from: 'eve@customer.example',
    subject: 'Prices',
    text: 'Do you serve Queens?',
    id: '<e1@customer.example>',
  })
  await push()
  await becomes('eve@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  const theirs = /^Message-ID: (.*)$/m.exec(sentTo('eve@customer.example')[0]?.raw ?? '')?.[1]?.trim()
  expect(theirs).toContain('google')
  gmail.rewriteIds = false
  await push()
  // Another thread of Google's, another subject, no token: only the id tells.
  gmail.put(
    mailOf({
      from: 'eve@customer.example',
      to: BUSINESS,
      subject: 'something else',
      text: 'Thanks!',
      id: '<e2@customer.example>',
      inReplyTo: theirs,
    }),
    { thread: 'elsewhere' },
  )
  await push()
  await becomes(
    'eve@customer.example',
    'all in one',
    (all) => all.filter((m) => m.direction === 'in').length === 2,
  )
  expect(await conversations('eve@customer.example')).toHaveLength(1)
})

it('an answer that got lost is looked up, and sent once', async () => {
  gmail.dropAnswers = 1
  write({
    from: 'finn@customer.example',
    subject: 'Hours',
    text: 'Do you serve Queens?',
    id: '<f1@customer.example>',
  })
  await push()
  await becomes('finn@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
  expect(sentTo('finn@customer.example')).toHaveLength(1)
})

it('a history that Google has forgotten is gone through anew, without doubling and without loss', async () => {
  write({ from: 'gus@customer.example', subject: 'While away', text: 'Hello', id: '<g1@customer.example>' })
  gmail.forgetHistory()
  await push()
  await becomes('gus@customer.example', 'the mail from before', (all) => all.length > 0)
  expect((await thread('ada@customer.example')).filter((m) => m.direction === 'in')).toHaveLength(1)
})

it('a mail that Google cannot give out stops none of the others', async () => {
  const bad = write({
    from: 'hal@customer.example',
    subject: 'Bad',
    text: 'Bad',
    id: '<h1@customer.example>',
  })
  gmail.faults.push({ path: `messages/${bad.id}`, status: 500, body: {} })
  write({ from: 'ida@customer.example', subject: 'Good', text: 'Good', id: '<i1@customer.example>' })
  await push()
  await becomes('ida@customer.example', 'the good one', (all) => all.length > 0)
  expect(await conversations('hal@customer.example')).toEqual([])
  const notice = await until(
    async () => (await health()).notices.find((n) => n.code === 'mails-set-aside'),
    'the notice of the bad one',
  )
  expect(notice).toMatchObject({ level: 'warning' })
  expect(notice.text).toContain('One mail could not be fetched')
})

it('a sign-in that ended is told under health, with what to do, until somebody signs in again', async () => {
  gmail.oauth.refreshTokens.delete('refresh-0')
  gmail.oauth.endAccess()
  write({ from: 'jon@customer.example', subject: 'Waiting', text: 'Hello?', id: '<j1@customer.example>' })
  await push()
  const notice = await until(async () => {
    const { notices } = await health()
    return notices.find((n) => n.code === 'chore:mail')
  }, 'the notice')
  expect(notice).toMatchObject({ level: 'error' })
  expect(notice.text).toContain('Google no longer accepts the sign-in')
  expect(notice.text).toContain('Sign in again')
  gmail.oauth.refreshTokens.add('refresh-new')
  await api.patch(`/inboxes/${inbox.id}`, { settings: { refreshToken: 'refresh-new' } })
  await becomes('jon@customer.example', 'the mail that waited', (all) => all.length > 0)
  await until(
    async () => (await health()).notices.every((n) => n.code !== 'chore:mail'),
    'the notice to be taken back',
  )
})
