import { writeFileSync, existsSync, readFileSync } from 'node:fs'
import { sendgridPublicKey, mailSigners } from '#test/fakes/mail-signers.ts'
import { findChannel } from '#channels/registry.ts'
const HOST = 'https://desk.example/webhooks/'
const SINCE = '2026-11-21'
const accounts: Record<string, { address: string; settings: Record<string, unknown> }> = {
  postmark: { address: 'hello@harbourdental.example', settings: { serverToken: 'token-that-only-the-fixtures-know', webhookUser: 'frontdesk', webhookPassword: 'password-of-the-fixtures', fromName: 'Harbour Dental', aliases: ['0a1b2c3d@inbound.postmarkapp.example'], plusAddressing: true } },
  sendgrid: { address: 'hello@harbourdental.example', settings: { apiKey: 'SG.key-that-only-the-fixtures-know', publicKey: sendgridPublicKey(), fromName: 'Harbour Dental', aliases: ['hello@parse.harbourdental.example'], plusAddressing: true } },
  mailgun: { address: 'hello@harbourdental.example', settings: { apiKey: 'key-that-only-the-fixtures-know', signingKey: 'signing-key-that-only-the-fixtures-know', domain: 'mg.harbourdental.example', fromName: 'Harbour Dental', aliases: [], plusAddressing: true } },
}
const MSG = 'msg_0FzQ7c3mXv9KpLw2RtC'
type Case = [string, string, { type: string; body: string }]
const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) })
const B = 'xYzZY'
const multipart = (parts: [string, string, string?, string?][]) => ({ type: `multipart/form-data; boundary=${B}`, body: parts.map(([name, value, filename, type]) => `--${B}\r\nContent-Disposition: form-data; name="${name}"${filename ? `; filename="${filename}"` : ''}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n${value}\r\n`).join('') + `--${B}--\r\n` })
const form = (fields: Record<string, string>) => ({ type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() })
const meta = { frontdesk_message: MSG }
const pm = { FromName: 'Mara Lindqvist', MessageStream: 'inbound', From: 'mara@customer.example', FromFull: { Email: 'mara@customer.example', Name: 'Mara Lindqvist', MailboxHash: '' }, To: 'hello@harbourdental.example', ToFull: [{ Email: 'hello@harbourdental.example', Name: 'Harbour Dental', MailboxHash: '' }], Cc: '', CcFull: [], OriginalRecipient: '0a1b2c3d@inbound.postmarkapp.example', ReplyTo: '', MailboxHash: '', MessageID: '22c74902-a0c1-4511-804f-341342852c90', Date: 'Fri, 20 Nov 2026 13:59:01 +0000', Tag: '' }
const pmEvent = { ServerID: 23, MessageStream: 'outbound', MessageID: '00000000-0000-4000-8000-000000000001', Tag: '', Metadata: meta }
const SGH = 'Received: by mx.sendgrid.example with SMTP id abc; Fri, 20 Nov 2026 13:59:03 +0000\nMIME-Version: 1.0\nFrom: Mara Lindqvist <mara@customer.example>\nDate: Fri, 20 Nov 2026 13:59:01 +0000\nSubject: =?UTF-8?Q?Pr=C3=BCfung?=\nTo: Harbour Dental <hello@harbourdental.example>\nMessage-ID: <sg1@customer.example>\nContent-Type: multipart/alternative; boundary=x\n'
const sgEnvelope = JSON.stringify({ to: ['hello@harbourdental.example'], from: 'mara@customer.example' })
const sgEvent = { email: 'mara@customer.example', timestamp: 1795183200, 'smtp-id': `<${MSG}@harbourdental.example>`, sg_event_id: 'c2F5IGhlbGxv', sg_message_id: '14c5d75ce93.dfd.64b469.filter0001', frontdesk_message: MSG }
const mgHeaders = JSON.stringify([['X-Mailgun-Spf', 'Pass'], ['X-Mailgun-Dkim-Check-Result', 'Pass'], ['Received', 'from mail.customer.example by mxa.mailgun.example'], ['From', 'Mara Lindqvist <mara@customer.example>'], ['To', 'hello@harbourdental.example'], ['Subject', 'A question'], ['Message-Id', '<mg1@customer.example>'], ['Date', 'Fri, 20 Nov 2026 13:59:01 +0000'], ['Content-Type', 'text/plain']])
const mgEvent = (event: Record<string, unknown>) => json({ 'event-data': { id: 'CPgfbmQMTCKtHW6uIWtuVe', timestamp: 1795183200.85, recipient: 'mara@customer.example', message: { headers: { 'message-id': `${MSG}@harbourdental.example`, from: 'hello@harbourdental.example', subject: 'Re: A question' } }, 'user-variables': meta, ...event } })
const cases: Record<string, Case[]> = {
  postmark: [
    ['mail', 'the inbound webhook: a mail with text and HTML', json({ ...pm, Subject: 'A question – 早上好', TextBody: 'Do you open on Saturday?\n\nMara\n', HtmlBody: '<p>Do you open on Saturday?</p><p>Mara</p>', StrippedTextReply: '', Headers: [{ Name: 'Received-SPF', Value: 'Pass (sender SPF authorized) identity=mailfrom' }, { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,SPF_PASS' }, { Name: 'Message-ID', Value: '<pm1@customer.example>' }], Attachments: [] })],
    ['mail-with-files', 'the inbound webhook: an inline image and a file', json({ ...pm, Subject: 'X-ray', TextBody: 'As promised.', HtmlBody: '<p>As promised.</p><img src="cid:pic1">', Headers: [{ Name: 'Message-ID', Value: '<pm2@customer.example>' }], Attachments: [{ Name: 'pic.png', Content: 'iVBORw==', ContentType: 'image/png', ContentLength: 4, ContentID: 'pic1' }, { Name: 'note.txt', Content: 'aGk=', ContentType: 'text/plain', ContentLength: 2, ContentID: '' }] })],
    ['reply', 'the inbound webhook: an answer that quotes ours', json({ ...pm, Subject: 'Re: A question', TextBody: 'Tuesday is fine.\n\nOn Fri, 20 Nov 2026 at 12:00, Harbour Dental <hello@harbourdental.example> wrote:\n\n> Does Tuesday suit you?\n', HtmlBody: '', StrippedTextReply: 'Tuesday is fine.', Headers: [{ Name: 'Message-ID', Value: '<pm3@customer.example>' }, { Name: 'In-Reply-To', Value: `<${MSG}@harbourdental.example>` }] })],
    ['out-of-office', 'the inbound webhook: an automatic answer', json({ ...pm, Subject: 'Out of office', TextBody: 'I am away until Monday.', Headers: [{ Name: 'Auto-Submitted', Value: 'auto-replied' }, { Name: 'Message-ID', Value: '<pm4@customer.example>' }] })],
    ['delivery', 'the delivery webhook', json({ ...pmEvent, RecordType: 'Delivery', Recipient: 'mara@customer.example', DeliveredAt: '2026-11-20T14:00:00Z', Details: 'smtp;250 2.0.0 OK' })],
    ['bounce-hard', 'the bounce webhook: a hard bounce', json({ ...pmEvent, RecordType: 'Bounce', ID: 42, Type: 'HardBounce', TypeCode: 1, Name: 'Hard bounce', Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).', Details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.', Email: 'mara@customer.example', From: 'hello@harbourdental.example', BouncedAt: '2026-11-20T14:00:00Z', Inactive: true, CanActivate: true, Subject: 'Re: A question' })],
    ['bounce-soft', 'the bounce webhook: a full mailbox', json({ ...pmEvent, RecordType: 'Bounce', ID: 43, Type: 'SoftBounce', TypeCode: 4096, Description: 'Unable to temporarily deliver message.', Details: 'smtp;552 5.2.2 The mailbox is over quota.', Email: 'mara@customer.example', BouncedAt: '2026-11-20T14:00:00Z', Inactive: false })],
    ['bounce-transient', 'the bounce webhook: still tried', json({ ...pmEvent, RecordType: 'Bounce', ID: 44, Type: 'Transient', TypeCode: 2, Description: 'The server could not temporarily deliver your message.', Details: 'smtp;451 4.7.1 Greylisted', Email: 'mara@customer.example', BouncedAt: '2026-11-20T14:00:00Z', Inactive: false })],
    ['complaint', 'the spam complaint webhook', json({ ...pmEvent, RecordType: 'SpamComplaint', ID: 45, Type: 'SpamComplaint', TypeCode: 100001, Email: 'mara@customer.example', BouncedAt: '2026-11-20T14:00:00Z', Inactive: true })],
    ['unsubscribed', 'the subscription change webhook', json({ ...pmEvent, RecordType: 'SubscriptionChange', Recipient: 'mara@customer.example', Origin: 'Recipient', SuppressSending: true, SuppressionReason: 'ManualSuppression', ChangedAt: '2026-11-20T14:00:00Z' })],
    ['open', 'the open webhook, which tells nothing that we ask for', json({ ...pmEvent, RecordType: 'Open', Recipient: 'mara@customer.example', FirstOpen: true })],
  ],
  sendgrid: [
    ['mail', 'Inbound Parse: a mail taken apart, its text in another character set', multipart([['headers', SGH], ['text', 'Do you open on Saturday?\r\n\r\nMara\r\n'], ['from', 'Mara Lindqvist <mara@customer.example>'], ['to', 'Harbour Dental <hello@harbourdental.example>'], ['subject', 'Prüfung'], ['dkim', '{@customer.example : pass}'], ['SPF', 'pass'], ['envelope', sgEnvelope], ['charsets', '{"to":"UTF-8","subject":"UTF-8","from":"UTF-8","text":"utf-8"}'], ['attachments', '0']])],
    ['mail-with-file', 'Inbound Parse: a file and an inline image', multipart([['headers', SGH.replace('sg1', 'sg2')], ['text', 'As promised.'], ['html', '<p>As promised.</p><img src="cid:pic1">'], ['dkim', 'none'], ['SPF', 'softfail'], ['envelope', sgEnvelope], ['attachments', '2'], ['attachment-info', '{"attachment1":{"filename":"note.txt","name":"note.txt","charset":"utf-8","type":"text/plain"},"attachment2":{"filename":"pic.png","name":"pic.png","type":"image/png","content-id":"pic1"}}'], ['attachment1', 'hi', 'note.txt', 'text/plain'], ['attachment2', 'PNG', 'pic.png', 'image/png']])],
    ['delivered', 'the event webhook: delivered', json([{ ...sgEvent, event: 'processed' }, { ...sgEvent, event: 'delivered', response: '250 OK' }])],
    ['bounced', 'the event webhook: bounced for good', json([{ ...sgEvent, event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 <mara@customer.example>: Recipient address rejected: User unknown' }])],
    ['blocked', 'the event webhook: refused by policy', json([{ ...sgEvent, event: 'bounce', type: 'blocked', status: '5.7.1', reason: '550 5.7.1 Message rejected as spam' }])],
    ['deferred', 'the event webhook: still tried', json([{ ...sgEvent, event: 'deferred', response: '451 4.7.1 Try again later', attempt: '3' }])],
    ['dropped', 'the event webhook: not even tried', json([{ ...sgEvent, event: 'dropped', reason: 'Bounced Address', status: '5.0.0' }])],
    ['complaint-and-unsubscribe', 'the event webhook: a complaint, and a reader who unsubscribed', json([{ ...sgEvent, event: 'spamreport' }, { ...sgEvent, event: 'unsubscribe' }])],
    ['without-our-argument', 'the event webhook: known by its Message-ID; and a mail of another program', json([{ ...sgEvent, frontdesk_message: undefined, event: 'delivered' }, { ...sgEvent, frontdesk_message: undefined, 'smtp-id': '<x@elsewhere.example>', event: 'delivered' }])],
  ],
  mailgun: [
    ['mail', 'a route that forwards: a mail taken apart', form({ recipient: 'hello@harbourdental.example', sender: 'mara@customer.example', subject: 'A question', from: 'Mara Lindqvist <mara@customer.example>', 'X-Mailgun-Spf': 'Pass', 'body-plain': 'Do you open on Saturday? Grüße\r\n\r\nMara\r\n', 'stripped-text': 'Do you open on Saturday?', 'message-headers': mgHeaders })],
    ['mail-with-file', 'a route that forwards: files of a form', multipart([['recipient', 'hello@harbourdental.example'], ['sender', 'mara@customer.example'], ['body-plain', 'As promised.'], ['body-html', '<p>As promised.</p><img src="cid:pic1">'], ['message-headers', mgHeaders.replace('mg1', 'mg2').replace('"X-Mailgun-Spf","Pass"', '"X-Mailgun-Spf","Fail"')], ['content-id-map', '{"<pic1>":"attachment-2"}'], ['attachment-count', '2'], ['attachment-1', 'hi', 'note.txt', 'text/plain'], ['attachment-2', 'PNG', 'pic.png', 'image/png']])],
    ['mail-without-headers', 'a route of the first years: each header is a field of its own', form({ recipient: 'hello@harbourdental.example', sender: 'mara@customer.example', subject: 'A question', from: 'Mara Lindqvist <mara@customer.example>', From: 'Mara Lindqvist <mara@customer.example>', To: 'hello@harbourdental.example', Subject: 'A question', 'Message-Id': '<mg3@customer.example>', Date: 'Fri, 20 Nov 2026 13:59:01 +0000', 'body-plain': 'Do you open on Saturday?' })],
    ['delivered', 'the webhook delivered', mgEvent({ event: 'delivered', 'delivery-status': { code: 250, message: 'OK' } })],
    ['failed-for-good', 'the webhook permanent_fail', mgEvent({ event: 'failed', severity: 'permanent', reason: 'bounce', 'delivery-status': { code: 550, message: '5.1.1 The email account that you tried to reach does not exist', description: '' } })],
    ['failed-for-now', 'the webhook temporary_fail', mgEvent({ event: 'failed', severity: 'temporary', reason: 'generic', 'delivery-status': { code: 452, 'enhanced-code': '4.2.2', message: '4.2.2 The email account is over quota', description: '' } })],
    ['suppressed', 'the webhook permanent_fail: the address is on the list of bounces', mgEvent({ event: 'failed', severity: 'permanent', reason: 'suppress-bounce', 'delivery-status': { code: 605, message: '', description: 'Not delivering to previously bounced address' } })],
    ['complained', 'the webhook complained', mgEvent({ event: 'complained' })],
    ['unsubscribed', 'the webhook unsubscribed, without our variable', mgEvent({ event: 'unsubscribed', 'user-variables': {} })],
    ['opened', 'the webhook opened, which tells nothing that we ask for', mgEvent({ event: 'opened' })],
  ],
}
const answers: Record<string, { status: number; headers: Record<string, string>; body: unknown }> = {
  postmark: { status: 200, headers: { 'content-type': 'application/json' }, body: { To: 'mara@customer.example', SubmittedAt: '2026-11-20T14:00:00Z', MessageID: '00000000-0000-4000-8000-000000000002', ErrorCode: 0, Message: 'OK' } },
  sendgrid: { status: 202, headers: {}, body: '' },
  mailgun: { status: 200, headers: { 'content-type': 'application/json' }, body: { id: '<msg_fixture1@harbourdental.example>', message: 'Queued. Thank you.' } },
}
const words: Record<string, string> = { postmark: 'Postmark', sendgrid: 'SendGrid', mailgun: 'Mailgun' }
const write = (file: string, value: unknown) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
const asJson = (v: unknown) => JSON.parse(JSON.stringify(v))
for (const p of ['postmark', 'sendgrid', 'mailgun']) {
  const dir = `server/channels/email-${p}/fixtures/`
  write(`${dir}account.json`, accounts[p])
  const channel = findChannel('email', p)!
  const account = { id: 'ibx_fixture', workspaceId: 'ws_fixture', key: 'k3y', channel: 'email' as const, provider: p, name: 'Harbour Dental', ...accounts[p]! }
  const checked = channel.checkSettings(account.settings); if (!checked.ok) console.log(p, checked)
  for (const [name, what, { type, body }] of cases[p]!) {
    const request = { method: 'POST', url: `${HOST}${p}/k3y`, headers: { 'content-type': type }, body }
    write(`${dir}${name}.in.json`, { provenance: `Written for this project in the form that ${words[p]} documents for ${what}; no real person or account.`, date: SINCE, request })
    const raw = mailSigners[p]!.sign({ ...request, body: Buffer.from(body), receivedAt: new Date('2026-11-20T14:00:00Z') }, account.settings)
    write(`${dir}${name}.out.json`, asJson(await channel.parse(raw, account)))
  }
  const sends: [string, Record<string, unknown>][] = [
    ['send-text', { to: 'mara@customer.example', text: 'Yes, from nine to two.', subject: 'Re: A question', automatic: true, email: { inReplyTo: '<q1@customer.example>', references: ['<q1@customer.example>'], to: ['mara@customer.example'], cc: ['nils@customer.example'] } }],
    ['send-file', { to: 'mara@customer.example', text: 'Here it is.', subject: 'Price list', files: [{ name: 'prices.pdf', type: 'application/pdf', size: 0, publicUrl: 'https://desk.example/f/1' }] }],
  ]
  for (const [name, message] of sends) {
    write(`${dir}${name}.in.json`, { provenance: `Written for this project in the form that ${words[p]} documents for sending; no real person or account.`, date: SINCE, message, response: answers[p] })
    const calls: Request[] = []
    const result = await channel.send({ id: 'msg_fixture1', conversationId: 'conv_fixture1', text: '', subject: null, email: null, automatic: false, attempt: 1, ...message, files: ((message['files'] as never[]) ?? []).map((f: object) => ({ ...f, read: () => Promise.resolve(new Uint8Array()) })) } as never, account, { fetch: ((i: never, init: never) => { calls.push(new Request(i, init)); const a = answers[p]!; return Promise.resolve(new Response(typeof a.body === 'string' ? a.body : JSON.stringify(a.body), a)) }) as never, now: () => new Date('2026-11-20T14:00:00Z'), webhookUrl: `${HOST}${p}/k3y`, apiBase: null, secret: 'a secret of the fixtures' })
    const call = calls[0]!
    const text = await call.text(); const ct = call.headers.get('content-type')
    write(`${dir}${name}.out.json`, { request: { method: call.method, url: call.url, headers: Object.fromEntries(call.headers), body: ct?.startsWith('application/json') ? JSON.parse(text) : text }, result })
  }
}
