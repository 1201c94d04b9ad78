// The Cloud API takes a message of the business.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { digitsOf } from '#simulator/calls.ts'
import { customers } from '#simulator/devices.ts'
import { type GraphRefusal, OUTAGE, refuse } from '#simulator/meta/graph.ts'
import { settingOf } from '#simulator/provider.ts'
import type { Uploads } from '#simulator/uploads.ts'
import { hangUp, jsonOf, type Sending, type World } from '#simulator/world.ts'
import { newWamid } from './channel.ts'
import { fillTemplate } from './templates.ts'
import { userIdOf } from './webhook.ts'

const text = z.string()
const Media = z.object({ id: text.optional(), link: text.optional(), caption: text.optional() }).optional()
const Row = z.object({ id: text, title: text })
const Send = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: text.optional(),
  to: text.optional(),
  recipient: text.optional(),
  type: text.default('text'),
  context: z.object({ message_id: text }).optional(),
  biz_opaque_callback_data: text.optional(),
  text: z.object({ body: text.min(1).max(4_096) }).optional(),
  image: Media,
  video: Media,
  audio: Media,
  document: Media,
  sticker: Media,
  reaction: z.object({ message_id: text, emoji: text.default('') }).optional(),
  template: z
    .object({
      name: text,
      language: z.object({ code: text }),
      components: z
        .array(
          z.looseObject({
            type: text,
            parameters: z.array(z.looseObject({ text: text.optional() })).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  interactive: z
    .object({
      type: text,
      body: z.object({ text }),
      action: z.object({
        buttons: z.array(z.object({ reply: Row })).optional(),
        sections: z.array(z.object({ rows: z.array(Row) })).optional(),
      }),
    })
    .optional(),
})
type Send = z.infer<typeof Send>
type Content = Pick<Sending, 'text' | 'urls' | 'files' | 'choices' | 'extra'>

/** Answers the call that sends a message, a reaction, or the word that one was read. */
export async function takeChat(
  world: World,
  uploads: Uploads,
  account: InboxAccount,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const parsed = Send.safeParse(jsonOf(request))
  if (!parsed.success) return refuse(reply, INVALID)
  const sent = parsed.data
  // The customer's ticks turn blue, or they see that somebody writes: the phone here shows neither.
  if (sent.status === 'read') return reply.send({ success: true })
  const address = addressOf(sent)
  if (!address) return refuse(reply, { status: 400, code: 131009, message: 'Parameter value is not valid' })
  const behaviour = await world.behaviour(account, address)
  if (behaviour.receipts === 'outage') return refuse(reply, OUTAGE)
  const id = newWamid()
  const answer = () =>
    reply.send({
      messaging_product: 'whatsapp',
      contacts: [{ input: sent.to ?? sent.recipient, wa_id: digitsOf(address) }],
      messages: [{ id }],
    })
  if (sent.reaction) {
    await react(world, account, sent.reaction)
    return answer()
  }
  const content = contentOf(sent, uploads)
  if ('code' in content) return refuse(reply, content)
  await world.take(account, {
    ...content,
    address,
    behaviour,
    externalId: id,
    accountName: settingOf(account, 'phoneNumberId'),
    from: digitsOf(account.address),
    to: digitsOf(address),
    quotes: sent.context?.message_id ?? null,
    reference: sent.biz_opaque_callback_data ?? null,
  })
  return behaviour.receipts === 'no_answer' ? hangUp(request, reply) : answer()
}

const INVALID: GraphRefusal = { status: 400, code: 100, message: 'Invalid parameter' }

/** By number, or by the id that the business knows the customer by. */
function addressOf({ to, recipient }: Send): string | null {
  if (to) return /^\+?[1-9]\d{6,14}$/.test(to) ? `+${digitsOf(to)}` : null
  return customers.find((customer) => userIdOf(customer) === recipient)?.phone ?? null
}

async function react(
  world: World,
  account: InboxAccount,
  { message_id: id, emoji }: { message_id: string; emoji: string },
): Promise<void> {
  const target = await world.change(account, id, {})
  if (target) await world.change(account, id, { reactions: { ...target.reactions, business: emoji || null } })
}

function contentOf(sent: Send, uploads: Uploads): Content | GraphRefusal {
  const { interactive, template } = sent
  if (template) return ofTemplate(template)
  if (interactive) {
    const rows = interactive.action.sections?.flatMap((section) => section.rows)
    const choices = rows ?? interactive.action.buttons?.map((button) => button.reply) ?? []
    const kind = rows ? 'list_reply' : 'button_reply'
    return { text: interactive.body.text, choices, extra: { choices: kind } }
  }
  const media = sent.image ?? sent.video ?? sent.audio ?? sent.document ?? sent.sticker
  if (!media)
    return sent.text
      ? { text: sent.text.body }
      : { status: 400, code: 131008, message: 'Required parameter is missing' }
  const words = media.caption ?? ''
  if (media.link) return { text: words, urls: [media.link] }
  const file = media.id ? uploads.find(media.id) : null
  return file ? { text: words, files: [file] } : { status: 400, code: 131053, message: 'Media upload error' }
}

function ofTemplate({ name, language, components }: NonNullable<Send['template']>): Content | GraphRefusal {
  const body = components.find((one) => one.type.toLowerCase() === 'body')
  const filled = fillTemplate(name, language.code, body?.parameters.map((one) => one.text ?? '') ?? [])
  if (!filled)
    return { status: 404, code: 132001, message: 'Template name does not exist in the translation' }
  const choices = filled.buttons.map((title) => ({ id: title, title }))
  return { text: filled.text, choices, extra: { choices: 'button' } }
}
