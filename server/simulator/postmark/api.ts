// Postmark's API: send, and the server that the token opens.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { matches } from '#simulator/credentials.ts'
import { mailFrom } from '#simulator/mail-pieces.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'

const hide = { schema: { hide: true } }
const text = z.string()
const Send = z.looseObject({
  From: text,
  To: text.default(''),
  Cc: text.default(''),
  Bcc: text.default(''),
  ReplyTo: text.optional(),
  Subject: text.default(''),
  TextBody: text.optional(),
  HtmlBody: text.optional(),
  Headers: z.array(z.object({ Name: text, Value: text })).default([]),
  Attachments: z
    .array(z.looseObject({ Name: text, Content: text, ContentType: text, ContentID: text.optional() }))
    .default([]),
  Metadata: z.record(text, text).default({}),
})

export function postmarkApi(app: App, world: World): void {
  const find = async (request: FastifyRequest): Promise<InboxAccount | null> => {
    const given = request.headers['x-postmark-server-token']
    const token = typeof given === 'string' ? given : undefined
    return (await world.accounts('postmark')).find((one) => matches(one, 'serverToken', token)) ?? null
  }

  app.post('/email', hide, async (request, reply) => {
    const account = await find(request)
    if (!account) return refuse(reply, 401, 10, 'Bad or missing Server API token.')
    const parsed = Send.safeParse(jsonOf(request))
    if (!parsed.success) return refuse(reply, 422, 300, 'Invalid email request')
    const sent = parsed.data
    if (!sent.From.toLowerCase().includes(account.address.toLowerCase()))
      return refuse(reply, 422, 400, 'The From address is not a Sender Signature on your account.')
    const to = [sent.To, sent.Cc, sent.Bcc].flatMap(addressesIn)
    const [first] = to
    if (!first) return refuse(reply, 422, 300, 'Zero recipients specified')
    // One answer stands for all recipients.
    const { receipts } = await world.behaviour(account, first)
    if (receipts === 'outage') return refuse(reply, 503, 100, 'Maintenance')
    if (receipts === 'opted_out')
      return refuse(reply, 422, 406, 'You tried to send to a recipient that has been marked as inactive.')
    const id = randomUUID()
    const raw = await composed(sent)
    const [reference = null] = Object.values(sent.Metadata)
    for (const recipient of to) await world.takeMail(account, raw, { id, recipient, reference })
    if (receipts === 'no_answer') return hangUp(request, reply)
    const SubmittedAt = world.http.flow.clock.now().toISOString()
    return reply.send({ To: sent.To, SubmittedAt, MessageID: id, ErrorCode: 0, Message: 'OK' })
  })

  app.get('/server', hide, async (request, reply) => {
    const account = await find(request)
    if (!account) return refuse(reply, 401, 10, 'Bad or missing Server API token.')
    const url = new URL(`${world.http.flow.publicUrl()}/webhooks/postmark/${account.key}`)
    url.username = 'frontdesk'
    url.password = 'hidden'
    return reply.send({ ID: 1, Name: account.name, InboundHookUrl: url.href })
  })
}

function composed(sent: z.infer<typeof Send>): Promise<Buffer> {
  return mailFrom({
    from: sent.From,
    to: addressesIn(sent.To),
    cc: addressesIn(sent.Cc),
    replyTo: sent.ReplyTo,
    subject: sent.Subject,
    text: sent.TextBody,
    html: sent.HtmlBody,
    headers: sent.Headers.filter(({ Name }) => !/^x-pm-keepid$/i.test(Name)).map(({ Name, Value }) => ({
      name: Name,
      value: Value,
    })),
    files: sent.Attachments.map((file) => ({
      name: file.Name,
      type: file.ContentType,
      base64: file.Content,
      contentId: file.ContentID?.replace(/^cid:/, ''),
    })),
  })
}

function addressesIn(list: string): string[] {
  return [...list.matchAll(/[^\s<>,;"]+@[^\s<>,;"]+/g)].map(([address]) => address.toLowerCase())
}

function refuse(reply: FastifyReply, status: number, code: number, message: string): FastifyReply {
  return reply.code(status).send({ ErrorCode: code, Message: message })
}
