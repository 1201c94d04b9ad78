// SendGrid's API: send, what the key may do, and where Inbound Parse posts.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { matches, tokenOf } from '#simulator/credentials.ts'
import { mailFrom } from '#simulator/mail-pieces.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }
const text = z.string()
const Person = z.looseObject({ email: text, name: text.optional() })
const People = z.array(Person).default([])
const Send = z.looseObject({
  personalizations: z.array(z.looseObject({ to: z.array(Person).min(1), cc: People, bcc: People })).length(1),
  from: Person,
  reply_to: Person.optional(),
  subject: text,
  content: z.array(z.object({ type: text, value: text.min(1) })).min(1),
  headers: z.record(text, text).default({}),
  attachments: z
    .array(z.looseObject({ content: text, filename: text, type: text, content_id: text.optional() }))
    .default([]),
  custom_args: z.record(text, text).default({}),
})

export function sendgridApi(app: App, world: World): void {
  const find = async (request: FastifyRequest): Promise<InboxAccount | null> => {
    const key = tokenOf(request, 'Bearer')
    return (await world.accounts('sendgrid')).find((one) => matches(one, 'apiKey', key)) ?? null
  }

  app.post('/v3/mail/send', hide, async (request, reply) => {
    const account = await find(request)
    if (!account) return unauthorized(reply)
    const read = Send.safeParse(jsonOf(request))
    if (!read.success) {
      const [issue] = read.error.issues
      return refuse(reply, 400, issue?.message ?? 'Bad Request', issue?.path.join('.') ?? null)
    }
    const sent = read.data
    if (sent.from.email.toLowerCase() !== account.address.toLowerCase())
      return refuse(reply, 403, 'The from address does not match a verified Sender Identity.', 'from')
    const list = (key: 'to' | 'cc' | 'bcc') => sent.personalizations.flatMap((one) => one[key])
    const recipients = [...list('to'), ...list('cc'), ...list('bcc')].map(({ email }) => email.toLowerCase())
    if (new Set(recipients).size < recipients.length)
      return refuse(
        reply,
        400,
        'Each email address should be unique between to, cc, and bcc.',
        'personalizations',
      )
    // One answer stands for all recipients.
    const { receipts } = await world.behaviour(account, recipients[0] ?? '')
    if (receipts === 'outage') return refuse(reply, 503, 'Service Unavailable', null)
    const id = randomBytes(16).toString('base64url')
    const raw = await composed(sent, list('to'), list('cc'))
    const [reference = null] = Object.values(sent.custom_args)
    for (const recipient of recipients) await world.takeMail(account, raw, { id, recipient, reference })
    if (receipts === 'no_answer') return hangUp(request, reply)
    return reply.code(202).header('x-message-id', id).send()
  })

  app.get('/v3/scopes', hide, async (request, reply) =>
    (await find(request))
      ? reply.send({ scopes: ['mail.send', 'user.webhooks.parse.settings.read'] })
      : unauthorized(reply),
  )

  app.get('/v3/user/webhooks/parse/settings', hide, async (request, reply) => {
    const account = await find(request)
    if (!account) return unauthorized(reply)
    const hostname = account.address.slice(account.address.lastIndexOf('@') + 1)
    const url = `${world.http.flow.publicUrl()}/webhooks/sendgrid/${account.key}`
    return reply.send({ result: [{ hostname, url, spam_check: false, send_raw: false }] })
  })
}

type People = z.infer<typeof People>

function composed(sent: z.infer<typeof Send>, to: People, cc: People): Promise<Buffer> {
  const contentOf = (type: string) => sent.content.find((one) => one.type === type)?.value
  return mailFrom({
    from: { name: sent.from.name ?? '', address: sent.from.email },
    to: to.map(({ email }) => email),
    cc: cc.map(({ email }) => email),
    replyTo: sent.reply_to?.email,
    subject: sent.subject,
    text: contentOf('text/plain'),
    html: contentOf('text/html'),
    headers: Object.entries(sent.headers).map(([name, value]) => ({ name, value })),
    files: sent.attachments.map((file) => ({
      name: file.filename,
      type: file.type,
      base64: file.content,
      contentId: file.content_id,
    })),
  })
}

const unauthorized = (reply: FastifyReply) =>
  refuse(reply, 401, 'The provided authorization grant is invalid, expired, or revoked', null)

function refuse(reply: FastifyReply, status: number, message: string, field: string | null): FastifyReply {
  return reply.code(status).send({ errors: [{ message, field, help: null }] })
}
