// A business and its customers by mail, over real SMTP and IMAP servers on loopback: in by the built-in receiver and by
// a watched mailbox, out by SMTP.
import nodemailer from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImapFake, startImapFake } from '#test/fakes/imap-server.ts'
import { type SmtpFake, startSmtpFake } from '#test/fakes/smtp-server.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'

const BUSINESS = 'hello@harbor.example'
const WATCHED = 'office@harbor.example'

let product: Product
let smtp: SmtpFake
let imap: ImapFake

beforeAll(async () => {
  smtp = await startSmtpFake()
  imap = await startImapFake()
  product = await startProduct({ config: { smtpIn: { host: '127.0.0.1', port: 0 } } })
  const out = { fromName: 'Harbor', smtpHost: '127.0.0.1', smtpPort: smtp.port, smtpSecurity: 'none' }
  for (const inbox of [
    { name: 'Mail', address: BUSINESS, settings: out },
    {
      name: 'Mailbox',
      address: WATCHED,
      settings: {
        ...out,
        imapHost: '127.0.0.1',
        imapPort: imap.port,
        imapSecurity: 'none',
        imapUser: 'inbox',
        imapPassword: 'secret',
      },
    },
  ]) {
    const made = await product.api.post('/inboxes', { channel: 'email', provider: 'smtp', ...inbox })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
  await product.api.post('/knowledge', {
    kind: 'faq',
    title: 'Do you serve Queens?',
    body: 'Yes, we drive to Queens for 25 dollars.',
  })
})
afterAll(async () => {
  await smtp.stop()
  await imap.stop()
})

type Written = {
  from: string
  to?: string
  subject: string
  text?: string
  html?: string
  messageId?: string
  inReplyTo?: string
  headers?: Record<string, string>
}

/** What a customer's mail program does: hands the mail to the server that is responsible. */
async function mail(message: Written): Promise<void> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: product.smtpPort ?? 0,
    secure: false,
    ignoreTLS: true,
  })
  await transport.sendMail({ to: BUSINESS, ...message, references: message.inReplyTo })
  transport.close()
}

async function conversationWith(address: string): Promise<ConversationRow | undefined> {
  const { body } = await product.api.get<{ items: ConversationRow[] }>('/conversations')
  return body.items.find((c) => c.contact.display === address)
}
async function thread(address: string): Promise<Message[]> {
  const conversation = await conversationWith(address)
  if (!conversation) return []
  return (await product.api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body
    .items
}
/** Waits for a mail of ours to an address. */
async function answerTo(address: string, nth = 1): Promise<Email> {
  const found = await until(
    () => smtp.mails.filter((m) => m.to.some((to) => to === address))[nth - 1],
    `mail ${nth} to ${address}`,
  )
  return PostalMime.parse(found.raw)
}

describe('a customer writes a mail', () => {
  it('and the front desk answers in the thread, marked as automatic', async () => {
    await mail({
      from: 'Ada <ada@customer.example>',
      subject: 'Visit in Brooklyn',
      text: 'Hello,\n\ndo you serve Queens?\n\nAda',
      messageId: '<q1@customer.example>',
    })
    const answer = await answerTo('ada@customer.example')
    expect(answer.subject).toBe('Re: Visit in Brooklyn')
    expect(answer.text).toContain('25 dollars')
    expect(answer.inReplyTo).toBe('<q1@customer.example>')
    expect(answer.references).toContain('<q1@customer.example>')
    const headers = new Map(answer.headers.map((h) => [h.key, h.value]))
    expect(headers.get('auto-submitted')).toBe('auto-replied')
    expect(answer.replyTo?.[0]?.address).toMatch(/^hello\+c\.\w+@harbor\.example$/)
    const messages = await until(async () => {
      const items = await thread('ada@customer.example')
      return items.at(-1)?.status === 'sent' && items
    }, 'the answer to be sent')
    expect(messages.map((m) => m.author.kind)).toEqual(['contact', 'ai'])
    expect(messages[1]?.subject).toBe('Re: Visit in Brooklyn')
  })

  it('and an answer to ours finds its thread by token, by header and by subject', async () => {
    const first = await answerTo('ada@customer.example')
    const before = await thread('ada@customer.example')
    await mail({
      from: 'ada@customer.example',
      to: first.replyTo?.[0]?.address ?? '',
      subject: 'something else',
      text: 'Thanks!',
      messageId: '<q2@customer.example>',
    })
    await until(
      async () => (await thread('ada@customer.example')).length > before.length,
      'the reply by token',
    )
    await mail({
      from: 'ada@customer.example',
      subject: 'Re: lost',
      text: 'And on Sundays?',
      inReplyTo: first.messageId,
      messageId: '<q3@customer.example>',
    })
    await mail({
      from: 'ada@customer.example',
      subject: 'AW: Visit in Brooklyn',
      text: 'One more thing.',
      messageId: '<q4@customer.example>',
    })
    const after = await until(async () => {
      const items = await thread('ada@customer.example')
      return items.filter((m) => m.direction === 'in').length === 4 && items
    }, 'all in one thread')
    expect(new Set(after.map((m) => m.conversationId)).size).toBe(1)
    await mail({
      from: 'ada@customer.example',
      subject: 'Quite another matter',
      text: 'I have a new question about Queens.',
      messageId: '<q5@customer.example>',
    })
    const rows = await until(async () => {
      const { body } = await product.api.get<{ items: ConversationRow[] }>('/conversations')
      const own = body.items.filter((c) => c.contact.display === 'ada@customer.example')
      return own.length === 2 && own
    }, 'a thread of its own')
    expect(new Set(rows.map((r) => r.contact.id)).size).toBe(1)
  })

  it('and the quoted text is cut while the raw mail is kept', async () => {
    await mail({
      from: 'quoter@customer.example',
      subject: 'Quotes',
      text: 'Yes please, do you serve Queens?\n\nOn Mon, Nov 16, 2026 at 9:00 AM Harbor <hello@harbor.example> wrote:\n> Shall we come by?\n> Harbor',
    })
    const [message] = await until(async () => {
      const items = await thread('quoter@customer.example')
      return items.length > 0 && items
    }, 'the mail')
    expect(message?.text).toBe('Yes please, do you serve Queens?')
    const raw = await (await fetch(product.url + message?.rawUrl)).text()
    expect(raw).toContain('> Shall we come by?')
  })

  it('in HTML, which is shown harmless in a frame that runs nothing', async () => {
    await mail({
      from: 'html@customer.example',
      subject: 'Pretty',
      html: '<p onclick="steal()">Do you serve <b>Queens</b>?</p><script>steal()</script><img src="https://tracker.example/x.png"><a href="javascript:steal()">link</a>',
    })
    const [message] = await until(async () => {
      const items = await thread('html@customer.example')
      return items.length > 0 && items
    }, 'the mail')
    const page = await fetch(product.url + message?.htmlUrl)
    const html = await page.text()
    expect(html).toContain('<b>Queens</b>')
    expect(html).not.toMatch(/<script|onclick|javascript:| src="https:\/\/tracker/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('content-security-policy')).toContain('sandbox')
    expect(message?.text).toContain('Do you serve Queens?')
    const withImages = await (await fetch(`${product.url}${message?.htmlUrl}&images=on`)).text()
    expect(withImages).toContain('src="https://tracker.example/x.png"')
  })

  it('twice with the same id, and is one message', async () => {
    const same = {
      from: 'twice@customer.example',
      subject: 'Twice',
      text: 'do you serve Queens?',
      messageId: '<same@customer.example>',
    }
    await Promise.all([mail(same), mail(same), mail(same)])
    await answerTo('twice@customer.example')
    expect((await thread('twice@customer.example')).filter((m) => m.direction === 'in')).toHaveLength(1)
    expect(smtp.mails.filter((m) => m.to.includes('twice@customer.example'))).toHaveLength(1)
  })
})

describe('a machine writes', () => {
  it.each([
    ['an absence note', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a mailing list', { headers: { 'List-Id': '<news.example>', Precedence: 'list' } }],
    ['a sender that takes no answers', { from: 'no-reply@shop.example' }],
  ])('%s, and is stored but never answered', async (label, more) => {
    const from = ('from' in more && more.from) || `${label.replace(/\W+/g, '-')}@machines.example`
    await mail({ from, subject: label, text: 'do you serve Queens?', ...more })
    const conversation = await until(() => conversationWith(from), 'the mail to be stored')
    const { body } = await until(async () => {
      const turns = await product.api.get(`/conversations/${conversation.id}/turns`)
      return turns.body.items.length > 0 && turns
    }, 'a decision')
    expect(body.items[0]).toMatchObject({ outcome: 'silent', reasons: [{ code: 'machine' }] })
    expect(smtp.mails.some((m) => m.to.includes(from))).toBe(false)
  })

  it('a bounce of our own mail: it is marked, a person is called, and after that the customer is answered', async () => {
    await mail({
      from: 'bounced@customer.example',
      subject: 'Visit soon',
      text: 'do you serve Queens?',
      messageId: '<b1@customer.example>',
    })
    const ours = await answerTo('bounced@customer.example')
    const boundary = 'b0undary'
    const report = [
      'From: Mail Delivery System <mailer-daemon@mx.customer.example>',
      `To: ${BUSINESS}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <dsn1@mx.customer.example>',
      `In-Reply-To: ${ours.messageId}`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      'Your message could not be delivered.',
      `--${boundary}`,
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.customer.example',
      '',
      'Final-Recipient: rfc822; bounced@customer.example',
      'Action: failed',
      'Status: 4.2.2',
      'Diagnostic-Code: smtp; 452 4.2.2 mailbox full',
      '',
      `--${boundary}`,
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${ours.messageId}`,
      '',
      `--${boundary}--`,
    ].join('\r\n')
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: product.smtpPort ?? 0,
      ignoreTLS: true,
    })
    await transport.sendMail({ envelope: { from: '', to: BUSINESS }, raw: report })
    transport.close()
    await until(
      async () => (await thread('bounced@customer.example')).find((m) => m.status === 'failed'),
      'the bounce to be marked',
    )
    // An answer that did not arrive is somebody's to look at; then the AI goes on.
    const { id } = await until(async () => {
      const row = await conversationWith('bounced@customer.example')
      return row?.status === 'escalated' && row
    }, 'a person to be called')
    await product.api.post(`/conversations/${id}/resume-ai`)
    await mail({
      from: 'bounced@customer.example',
      subject: 'Re: Visit soon',
      text: 'And do you serve Queens on Sundays?',
      inReplyTo: ours.messageId,
    })
    await answerTo('bounced@customer.example', 2)
    expect(smtp.mails.some((m) => m.to.some((to) => to.includes('mailer-daemon')))).toBe(false)
  })

  it('to an address that is none of ours, and is refused at the door', async () => {
    await expect(
      mail({ from: 'x@y.example', to: 'stranger@elsewhere.example', subject: 'relay', text: 'x' }),
    ).rejects.toThrow(/550|No inbox/)
  })
})

describe('a mailbox is watched', () => {
  it('and what arrives there is answered too', async () => {
    await imap.seen('IDLE')
    imap.append(
      [
        'From: Ivo <ivo@customer.example>',
        `To: ${WATCHED}`,
        'Subject: By mailbox',
        'Message-ID: <i1@customer.example>',
        'Date: Sat, 21 Nov 2026 10:00:00 +0000',
        '',
        'Hi, do you serve Queens?',
      ].join('\r\n'),
    )
    const answer = await answerTo('ivo@customer.example')
    expect(answer.text).toContain('25 dollars')
    expect(answer.from?.address).toBe(WATCHED)
  })
})

describe('a person answers', () => {
  it('everybody on the mail, and the AI is silent from then on', async () => {
    await mail({
      from: 'team@client.example',
      to: `${BUSINESS}, boss@client.example`,
      subject: 'Offer',
      text: 'Do you serve Queens?',
      messageId: '<offer@client.example>',
    })
    await answerTo('team@client.example')
    const conversation = await until(() => conversationWith('team@client.example'), 'the conversation')
    const sent = await product.api.post(`/conversations/${conversation.id}/messages`, {
      text: 'I will call you tomorrow.',
    })
    expect(sent.status).toBe(201)
    const found = await until(
      () => smtp.mails.find((m) => m.raw.includes('I will call you tomorrow')),
      'the answer',
    )
    expect([...found.to].sort()).toEqual(['boss@client.example', 'team@client.example'])
    await mail({
      from: 'team@client.example',
      subject: 'Re: Offer',
      text: 'Do you serve Queens on Sundays?',
      inReplyTo: '<offer@client.example>',
    })
    const turns = await until(async () => {
      const { body } = await product.api.get(`/conversations/${conversation.id}/turns`)
      return body.items.at(-1)?.outcome === 'silent' && body.items
    }, 'silence')
    expect(turns.at(-1).reasons[0].code).toBe('human_managed')
  })

  it('while the mail server is down: it waits, and leaves once', async () => {
    const conversation = await until(() => conversationWith('team@client.example'), 'the conversation')
    smtp.fail({ at: 'data', fault: { code: 451, text: 'later' }, times: 2 })
    const sent = await product.api.post(`/conversations/${conversation.id}/messages`, {
      text: 'This one had to wait.',
    })
    await until(async () => {
      const { body } = await product.api.get(`/conversations/${conversation.id}/messages`)
      return body.items.find((m: Message) => m.id === sent.body.id)?.status === 'sent'
    }, 'it to be sent')
    expect(smtp.mails.filter((m) => m.raw.includes('This one had to wait'))).toHaveLength(1)
  })
})
