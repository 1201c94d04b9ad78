// The provider's REST API as documented: send, list, look up, fetch media. Only inboxes whose settings say
// `simulator` have an account here.
import type { FastifyReply } from 'fastify'
import type { InboxAccount } from '#channels/channel.ts'
import { findSimulatorExternal, listSimulatorTexts } from '#db/simulator.ts'
import type { App } from '#http/context.ts'
import { readText } from '#simulator/items.ts'
import { storageUrl } from '#simulator/storage.ts'
import { hangUp, textOf, type World } from '#simulator/world.ts'
import { findSender, openAccount } from './accounts.ts'
import { fillContent } from './contents.ts'
import { bare, isWhatsapp, newSid } from './form.ts'
import { listPage, readListQuery } from './list.ts'
import { OUTAGE, type ProviderRefusal, providerRefusal } from './refusals.ts'
import { API_VERSION, toResource } from './resource.ts'

const MAX_BODY = 1_600
type Named = { sid: string; message: string; media: string }
const hide = { schema: { hide: true } }

export function providerApi(app: App, world: World): void {
  const { store } = world.http
  const base = `/${API_VERSION}/Accounts/:sid`

  app.post<{ Params: Pick<Named, 'sid'> }>(`${base}/Messages.json`, hide, async (request, reply) => {
    const accounts = await openAccount(world, request.params.sid, request)
    if (accounts.length === 0) return refuse(reply, providerRefusal(20003))
    const form = new URLSearchParams(textOf(request))
    const sending = readSending(form, accounts)
    if ('refusal' in sending) return refuse(reply, sending.refusal)
    const { account, to, from, text, media } = sending
    const behaviour = await world.behaviour(account, bare(to))
    if (behaviour.receipts === 'outage') return refuse(reply, OUTAGE)
    if (behaviour.receipts === 'opted_out' || behaviour.refuses.includes(from))
      return refuse(reply, providerRefusal(21610))

    const service = form.get('MessagingServiceSid')
    const taken = await world.take(account, {
      address: bare(to),
      behaviour,
      externalId: newSid(media.length > 0 ? 'MM' : 'SM'),
      accountName: request.params.sid,
      from,
      to,
      text,
      urls: media,
      callback: form.get('StatusCallback'),
      extra: service ? { messagingServiceSid: service } : {},
    })
    if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
    return reply.code(201).send(toResource(taken.row, taken.text))
  })

  app.get<{ Params: Pick<Named, 'sid'>; Querystring: Record<string, string> }>(
    `${base}/Messages.json`,
    hide,
    async (request, reply) => {
      const [account] = await openAccount(world, request.params.sid, request)
      if (!account) return refuse(reply, providerRefusal(20003))
      const query = readListQuery(request.query)
      const rows = await listSimulatorTexts(store, account.workspaceId, {
        account: request.params.sid,
        ...query,
      })
      return reply.send(listPage(request.params.sid, query, rows))
    },
  )

  // The account's numbers, which the test of an inbox looks at.
  app.get<{ Params: Pick<Named, 'sid'>; Querystring: { PhoneNumber?: string } }>(
    `${base}/IncomingPhoneNumbers.json`,
    hide,
    async (request, reply) => {
      const accounts = await openAccount(world, request.params.sid, request)
      if (accounts.length === 0) return refuse(reply, providerRefusal(20003))
      const { PhoneNumber: asked } = request.query
      const own = accounts.filter(
        (one) => one.channel !== 'whatsapp' && (!asked || one.address === bare(asked.trim())),
      )
      return reply.send({
        incoming_phone_numbers: own.map((one) => ({
          account_sid: request.params.sid,
          phone_number: one.address,
          sms_url: `${world.http.flow.publicUrl()}/webhooks/twilio/${one.key}`,
          capabilities: { sms: true, mms: true, voice: true },
        })),
        page: 0,
      })
    },
  )

  app.get<{ Params: Pick<Named, 'sid' | 'message'> }>(
    `${base}/Messages/:message.json`,
    hide,
    async (request, reply) => {
      const { sid, message } = request.params
      const [account] = await openAccount(world, sid, request)
      if (!account) return refuse(reply, providerRefusal(20003))
      const row = await findSimulatorExternal(store, account.workspaceId, `message ${message}`)
      const text = row && readText(row)
      if (!row || text?.account !== sid) return refuse(reply, providerRefusal(20404))
      return reply.send(toResource(row, text))
    },
  )

  // Media is behind the credentials, and then lies elsewhere: whoever follows must not take them along.
  app.get<{ Params: Named }>(`${base}/Messages/:message/Media/:media`, hide, async (request, reply) => {
    const [account] = await openAccount(world, request.params.sid, request)
    if (!account) return refuse(reply, providerRefusal(20003))
    return reply.redirect(storageUrl(world, account.workspaceId, request.params.media), 307)
  })
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
  const content = form.get('ContentSid')
  const filled = content ? fillContent(content, form.get('ContentVariables') ?? '') : null
  if (content && filled === null) return refused(21655)
  const text = filled ?? form.get('Body') ?? ''
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
