// The provider's REST API as documented: send, list, look up, fetch media. Only inboxes whose settings say
// `simulator` have an account here.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import {
  findSimulatorExternal,
  insertSimulatorRow,
  listSimulatorTexts,
  type SimulatorRow,
} from '#db/simulator.ts'
import type { App } from '#http/context.ts'
import { signToken, verifyToken } from '#lib/crypto.ts'
import { newId } from '#lib/ids.ts'
import { loadDeviceSettings } from '#simulator/device-settings.ts'
import { deviceOf } from '#simulator/devices.ts'
import { findDeviceFile } from '#simulator/files.ts'
import { readText, type StoredText } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import { findSender, openAccount } from './accounts.ts'
import type { Carrier } from './carrier.ts'
import { bare, countSegments, isWhatsapp, newSid } from './form.ts'
import { listPage, readListQuery } from './list.ts'
import { OUTAGE, type ProviderRefusal, providerRefusal } from './refusals.ts'
import { API_VERSION, toResource } from './resource.ts'

const MAX_BODY = 1_600
const MEDIA_MINUTES = 10
type Named = { sid: string; message: string; media: string }
const hide = { schema: { hide: true } }

export function providerApi(app: App, outside: Outside, carrier: Carrier): void {
  const { store, flow } = outside.http
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  const base = `/${API_VERSION}/Accounts/:sid`

  app.post<{ Params: Pick<Named, 'sid'> }>(`${base}/Messages.json`, hide, async (request, reply) => {
    const accounts = await openAccount(outside, request.params.sid, request.headers.authorization)
    if (accounts.length === 0) return refuse(reply, providerRefusal(20003))
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
    const sending = readSending(form, accounts)
    if ('refusal' in sending) return refuse(reply, sending.refusal)
    const { account, to, from, text, media } = sending
    const device = deviceOf(bare(to))
    const settings = await loadDeviceSettings(store, account.workspaceId, device)
    if (settings.receipts === 'outage') return refuse(reply, OUTAGE)
    if (settings.receipts === 'opted_out' || settings.refuses.includes(from))
      return refuse(reply, providerRefusal(21610))

    const at = flow.clock.now()
    const sid = newSid(media.length > 0 ? 'MM' : 'SM')
    const stored: StoredText = {
      kind: 'text',
      app: isWhatsapp(to) ? 'whatsapp' : 'texts',
      inboxId: account.id,
      accountSid: request.params.sid,
      sid,
      from,
      to,
      text,
      files: [],
      status: 'queued',
      errorCode: null,
      answers: [],
      segments: countSegments(text),
      statusCallback: form.get('StatusCallback'),
      messagingServiceSid: form.get('MessagingServiceSid'),
      sentAt: null,
    }
    const row: SimulatorRow = {
      id: newId('sim', at),
      device,
      direction: 'to_customer',
      external_id: `message ${sid}`,
      body: stored,
      at,
    }
    await insertSimulatorRow(store.db, account.workspaceId, row)
    carrier.carry(account, row, settings, media)
    if (settings.receipts === 'no_answer') return hangUp(request, reply)
    return reply.code(201).send(toResource(row, stored))
  })

  app.get<{ Params: Pick<Named, 'sid'>; Querystring: Record<string, string> }>(
    `${base}/Messages.json`,
    hide,
    async (request, reply) => {
      const [account] = await openAccount(outside, request.params.sid, request.headers.authorization)
      if (!account) return refuse(reply, providerRefusal(20003))
      const query = readListQuery(request.query)
      const rows = await listSimulatorTexts(store, account.workspaceId, {
        accountSid: request.params.sid,
        ...query,
      })
      return reply.send(listPage(request.params.sid, query, rows))
    },
  )

  app.get<{ Params: Pick<Named, 'sid' | 'message'> }>(
    `${base}/Messages/:message.json`,
    hide,
    async (request, reply) => {
      const { sid, message } = request.params
      const [account] = await openAccount(outside, sid, request.headers.authorization)
      if (!account) return refuse(reply, providerRefusal(20003))
      const row = await findSimulatorExternal(store, account.workspaceId, `message ${message}`)
      const text = row && readText(row)
      if (!row || text?.accountSid !== sid) return refuse(reply, providerRefusal(20404))
      return reply.send(toResource(row, text))
    },
  )

  // Media is behind the credentials, and then lies elsewhere: whoever follows must not take them along.
  app.get<{ Params: Named }>(`${base}/Messages/:message/Media/:media`, hide, async (request, reply) => {
    const [account] = await openAccount(outside, request.params.sid, request.headers.authorization)
    if (!account) return refuse(reply, providerRefusal(20003))
    const expires = new Date(flow.clock.now().getTime() + MEDIA_MINUTES * 60_000)
    const token = signToken(
      flow.secret,
      `simulator media ${request.params.media}`,
      account.workspaceId,
      expires,
    )
    return reply.redirect(
      `${outside.loopback()}/simulator/twilio/storage/${request.params.media}?token=${token}`,
      307,
    )
  })

  app.get<{ Params: Pick<Named, 'media'>; Querystring: { token?: string } }>(
    '/storage/:media',
    hide,
    async (request, reply) => {
      const { media } = request.params
      const workspaceId = verifyToken(
        flow.secret,
        `simulator media ${media}`,
        request.query.token ?? '',
        flow.clock.now(),
      )
      const file = workspaceId && (await findDeviceFile(store, workspaceId, media))
      if (!file) return refuse(reply, providerRefusal(20404))
      return reply
        .header('content-type', file.type)
        .header('content-disposition', 'attachment')
        .send(file.content)
    },
  )
}

type Sending = { account: InboxAccount; to: string; from: string; text: string; media: string[] }

function readSending(
  form: URLSearchParams,
  accounts: InboxAccount[],
): Sending | { refusal: ProviderRefusal } {
  const refused = (code: Parameters<typeof providerRefusal>[0]) => ({ refusal: providerRefusal(code) })
  const to = form.get('To')
  const from = form.get('From') ?? undefined
  const service = form.get('MessagingServiceSid') ?? undefined
  const text = form.get('Body') ?? ''
  const media = form.getAll('MediaUrl')
  if (!to) return refused(21604)
  if (!from && !service) return refused(21603)
  if (text === '' && media.length === 0) return refused(21602)
  if (text.length > MAX_BODY) return refused(21617)
  if (!/^\+[1-9]\d{6,14}$/.test(bare(to))) return refused(21211)
  const account = findSender(accounts, from, service, to)
  if (!account) return refused(isWhatsapp(to) ? 63007 : 21606)
  return {
    account,
    to,
    from: from ?? (isWhatsapp(to) ? `whatsapp:${account.address}` : account.address),
    text,
    media,
  }
}

function refuse(reply: FastifyReply, { status, body }: ProviderRefusal): FastifyReply {
  return reply.code(status).send(body)
}

/** The message was taken, and the line breaks before the answer: only asking again tells. */
function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}
