// A business whose mailbox is at a service that one signs in to: somebody signs in with the browser, mail comes in over
// IMAP and leaves over SMTP with tokens, and what colleagues send from elsewhere is found in the folder of sent mail.
import { afterAll, describe, expect, it } from 'vitest'
import { startImapFake } from '#test/fakes/imap-server.ts'
import { startOAuthFake } from '#test/fakes/oauth-server.ts'
import { startSmtpFake } from '#test/fakes/smtp-server.ts'
import { mailOf, mailThreads, type Written } from '#test/harness/mailing.ts'
import { startProduct, TOKEN, until } from '#test/harness/product.ts'
import type { Inbox } from '#wire/api/settings.ts'

const BUSINESS = 'office@harbor.example'
const oauth = await startOAuthFake()
const smtp = await startSmtpFake({ user: BUSINESS, token: () => oauth.accessToken() })
// The first token that is given out for good is the second one: the code brings the first.
const imap = await startImapFake({ user: BUSINESS, token: 'access-2' })
imap.addFolder('Sent', '\\Sent')
afterAll(async () => {
  await Promise.all([oauth.stop(), smtp.stop(), imap.stop()])
})
const { api, url } = await startProduct()
const { conversations, becomes } = mailThreads(api)
await api.post('/knowledge', { kind: 'faq', title: 'Do you serve Queens?', body: 'Yes, for 25 dollars.' })
const made = await api.post<Inbox>('/inboxes', {
  channel: 'email',
  provider: 'smtp',
  name: 'Office',
  address: BUSINESS,
  settings: {
    fromName: 'Harbor',
    signInWith: 'google',
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    signInBase: oauth.url,
    smtpHost: '127.0.0.1',
    smtpPort: smtp.port,
    smtpSecurity: 'none',
    imapHost: '127.0.0.1',
    imapPort: imap.port,
    imapSecurity: 'none',
  },
})
const id = made.body.id
const inbox = async () => (await api.get<Inbox>(`/inboxes/${id}`)).body
const comeBack = (address: string, token = TOKEN) =>
  fetch(address, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } })
const begin = async () => (await api.post<{ url: string }>(`/inboxes/${id}/sign-in`)).body.url
const arrives = (mail: Omit<Written, 'to'>) => imap.append(mailOf({ to: BUSINESS, ...mail }))

describe('somebody signs in', () => {
  it('which the inbox asks for until it is done', async () => {
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(made.body.signIn).toEqual({ name: 'Google', done: false, as: null })
    const told = await until(async () => (await inbox()).health.lastError, 'the trouble to be told')
    expect(told).toContain('Nobody has signed in to Google')
  })

  it('and not with a state that somebody else made up or that was begun by another', async () => {
    const forged = await comeBack(`${url}/sign-in/callback?code=x&state=made.up.here`)
    const nobody = await fetch(oauth.signIn(await begin()), { redirect: 'manual' })
    expect([forged.status, nobody.status]).toEqual([403, 403])
    expect((await inbox()).signIn?.done).toBe(false)
  })

  it('and whoever declines is told so at the inbox', async () => {
    const state = new URL(await begin()).searchParams.get('state')
    const back = await comeBack(`${url}/sign-in/callback?error=access_denied&state=${state}`)
    expect([back.status, back.headers.get('location')]).toEqual([303, '/settings/inboxes'])
    const { notices } = (await inbox()).health
    expect(notices.find((n) => n.code === 'sign-in')?.text).toContain('not completed (access_denied)')
  })

  it('with the browser: the token is kept, sealed, and the mailbox opens', async () => {
    const address = await begin()
    expect(new URL(address).searchParams.get('redirect_uri')).toBe(`${url}/sign-in/callback`)
    const back = await comeBack(oauth.signIn(address, 'jane@harbor.example'))
    expect([back.status, back.headers.get('location')]).toEqual([303, '/settings/inboxes'])
    const now = await inbox()
    expect(now.signIn).toEqual({ name: 'Google', done: true, as: 'jane@harbor.example' })
    expect(JSON.stringify(now)).not.toContain('refresh-1')
    expect(now.health.notices.filter((n) => n.code === 'sign-in')).toEqual([])
    await imap.seen('IDLE')
    await until(async () => (await inbox()).health.lastError === null, 'the trouble to be over')
  }, 20_000)
})

describe('a mail arrives in the mailbox', () => {
  it('and the answer leaves with a token', async () => {
    arrives({
      from: 'Ada <ada@customer.example>',
      subject: 'Visit',
      text: 'Do you serve Queens?',
      id: '<q1@customer.example>',
    })
    await becomes('ada@customer.example', 'the answer', (all) => all.at(-1)?.status === 'sent')
    expect(smtp.mails.at(-1)).toMatchObject({ user: BUSINESS, to: ['ada@customer.example'] })
  })
})

describe('a colleague answers with another mail program', () => {
  it('and it is found among the sent mails, once, and the AI is silent', async () => {
    // Our own copy lies there as well, as mail services put it.
    imap.append(smtp.mails.at(-1)?.raw ?? '', { mailbox: 'Sent' })
    imap.append(
      mailOf({
        from: `Jane Doe <${BUSINESS}>`,
        to: 'ada@customer.example',
        subject: 'Re: Visit',
        text: 'Jane here: we come on Monday.',
        id: '<jane1@phone.example>',
        inReplyTo: '<q1@customer.example>',
      }),
      { mailbox: 'Sent' },
    )
    imap.append(
      mailOf({
        from: BUSINESS,
        to: 'bank@money.example',
        subject: 'Loan',
        text: 'Private',
        id: '<p1@phone.example>',
      }),
      { mailbox: 'Sent' },
    )
    // The folder is looked into when the mailbox connects, and every minute.
    imap.dropConnections()
    const messages = await becomes('ada@customer.example', 'Jane', (all) => all.length === 3)
    expect(messages.map((m) => m.author.kind)).toEqual(['contact', 'ai', 'phone'])
    expect(messages.at(-1)).toMatchObject({
      text: 'Jane here: we come on Monday.',
      subject: 'Re: Visit',
      author: { name: 'Jane Doe' },
    })
    const raw = await (await fetch(url + messages.at(-1)?.rawUrl)).text()
    expect(raw).toContain('Message-ID: <jane1@phone.example>')
    const [conversation] = await conversations('ada@customer.example')
    expect(conversation?.handler).toBe('human')
    expect(await conversations('bank@money.example')).toEqual([])
  })
})
