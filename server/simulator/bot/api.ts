// Telegram's Bot API: the methods that a front desk uses, by JSON or with a file, and the files of the chats.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { App } from '#http/context.ts'
import { matches } from '#simulator/credentials.ts'
import { findOnNetwork } from '#simulator/devices.ts'
import { findDeviceFile } from '#simulator/files.ts'
import { settingOf } from '#simulator/provider.ts'
import { formOf, hangUp, jsonOf, type World } from '#simulator/world.ts'
import { nextId } from './chat.ts'
import { chatOf } from './webhook.ts'

const hide = { schema: { hide: true } }
const text = z.string()
const Given = z.looseObject({
  chat_id: z.coerce.string().optional(),
  message_id: z.coerce.string().optional(),
  text: text.optional(),
  caption: text.optional(),
  file_id: text.optional(),
  reply_parameters: z.looseObject({ message_id: z.coerce.string() }).optional(),
  reply_markup: z
    .looseObject({
      inline_keyboard: z.array(z.array(z.looseObject({ text, callback_data: text.optional() }))),
    })
    .optional()
    .catch(undefined),
  reaction: z.array(z.looseObject({ emoji: text.optional() })).optional(),
})
type Given = z.infer<typeof Given>
type Call = {
  world: World
  account: InboxAccount
  given: Given
  file: File | null
  request: FastifyRequest
  reply: FastifyReply
}
type Named = { Params: { token: string; method: string } }

export function botApi(app: App, world: World): void {
  const find = async (token: string): Promise<InboxAccount | null> =>
    (await world.accounts('bot')).find((account) => matches(account, 'botToken', token)) ?? null

  app.route<Named>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    ...hide,
    async handler(request, reply) {
      const account = await find(request.params.token)
      if (!account) return refuse(reply, 401, 'Unauthorized')
      const form = request.headers['content-type']?.startsWith('multipart/') ? await formOf(request) : null
      const parsed = Given.safeParse(form ? fieldsOf(form) : (jsonOf(request) ?? request.query))
      if (!parsed.success) return refuse(reply, 400, 'Bad Request: invalid parameters')
      const part = form?.get('photo') ?? form?.get('document')
      const call = {
        world,
        account,
        given: parsed.data,
        file: part instanceof File ? part : null,
        request,
        reply,
      }
      const method = methods[request.params.method]
      return method ? method(call) : refuse(reply, 404, 'Not Found: method not found')
    },
  })

  app.get<{ Params: { token: string; file: string } }>(
    '/file/bot:token/files/:file',
    hide,
    async (request, reply) => {
      const account = await find(request.params.token)
      const file =
        account && (await findDeviceFile(world.http.store, account.workspaceId, request.params.file))
      if (!file) return refuse(reply, 404, 'Not Found')
      return reply.header('content-type', 'application/octet-stream').send(file.content)
    },
  )
}

type Method = (call: Call) => FastifyReply | Promise<FastifyReply>

const methods: Record<string, Method> = {
  getMe: ({ account, reply }) =>
    ok(reply, { ...botOf(account), can_join_groups: false, supports_inline_queries: false }),
  getWebhookInfo: ({ world, account, reply }) => {
    const url = `${world.http.flow.publicUrl()}/webhooks/bot/${account.key}`
    return ok(reply, { url, has_custom_certificate: false, pending_update_count: 0 })
  },
  setWebhook: ({ reply }) => ok(reply, true),
  sendChatAction: ({ reply }) => ok(reply, true),
  answerCallbackQuery: ({ reply }) => ok(reply, true),
  sendMessage: send,
  sendPhoto: send,
  sendDocument: send,
  async getFile({ world, account, given, reply }) {
    const id = given.file_id ?? ''
    const file = await findDeviceFile(world.http.store, account.workspaceId, id)
    if (!file) return refuse(reply, 400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
    return ok(reply, { file_id: id, file_size: file.content.byteLength, file_path: `files/${id}` })
  },
  editMessageText: (call) => change(call, (given) => ({ text: given.text ?? '', edits: 1 })),
  deleteMessage: (call) => change(call, () => ({ unsent: true, text: '', files: [] })),
  async setMessageReaction(call) {
    const { world, account, given } = call
    const target = await world.change(account, `${given.chat_id}:${given.message_id}`, {})
    const customer = target?.reactions.customer ?? null
    return change(call, () => ({ reactions: { customer, business: given.reaction?.[0]?.emoji ?? null } }))
  },
}

async function send({ world, account, given, file, request, reply }: Call): Promise<FastifyReply> {
  const chat = given.chat_id ?? ''
  const customer = findOnNetwork('telegram', chat)
  if (!customer) return refuse(reply, 400, 'Bad Request: chat not found')
  const words = given.text ?? given.caption ?? ''
  if (words === '' && !file) return refuse(reply, 400, 'Bad Request: message text is empty')
  const address = `telegram:${chat}`
  const behaviour = await world.behaviour(account, address)
  if (behaviour.receipts === 'outage') return refuse(reply, 503, 'Service Unavailable')
  if (behaviour.receipts === 'unknown_address') return refuse(reply, 400, 'Bad Request: chat not found')
  if (behaviour.receipts === 'opted_out') return refuse(reply, 403, 'Forbidden: bot was blocked by the user')
  const id = nextId()
  const quotes = given.reply_parameters && `${chat}:${given.reply_parameters.message_id}`
  const buttons = given.reply_markup?.inline_keyboard.flat() ?? []
  await world.take(account, {
    address,
    behaviour,
    externalId: `${chat}:${id}`,
    accountName: String(botOf(account).id),
    from: String(botOf(account).id),
    to: chat,
    text: words,
    files: file
      ? [{ name: file.name, type: file.type, content: new Uint8Array(await file.arrayBuffer()) }]
      : [],
    choices: buttons.map((one) => ({ id: one.callback_data ?? one.text, title: one.text })),
    quotes: quotes ?? null,
  })
  if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
  const date = Math.floor(world.http.flow.clock.now().getTime() / 1_000)
  return ok(reply, { message_id: id, from: botOf(account), chat: chatOf(customer), date, text: words })
}

async function change(
  { world, account, given, reply }: Call,
  to: (given: Given) => Parameters<World['change']>[2],
): Promise<FastifyReply> {
  const changed = await world.change(account, `${given.chat_id}:${given.message_id}`, to(given))
  return changed ? ok(reply, true) : refuse(reply, 400, 'Bad Request: message to edit not found')
}

/** Objects are in JSON where the body is in parts. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const fields = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return Object.fromEntries(
    fields.map(([name, value]) => {
      try {
        return [name, name.startsWith('reply_') ? JSON.parse(value) : value]
      } catch {
        return [name, value]
      }
    }),
  )
}

function botOf(account: InboxAccount) {
  const id = Number(settingOf(account, 'botToken').split(':', 1)[0])
  return { id, is_bot: true, first_name: account.name, username: 'front_desk_bot' }
}

function ok(reply: FastifyReply, result: unknown): FastifyReply {
  return reply.send({ ok: true, result })
}

function refuse(reply: FastifyReply, code: number, description: string): FastifyReply {
  return reply.code(code).send({ ok: false, error_code: code, description })
}
