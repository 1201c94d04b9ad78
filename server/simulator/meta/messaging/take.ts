// The Send API takes a message of a page or of an Instagram account.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { findOnNetwork } from '#simulator/devices.ts'
import { type GraphRefusal, OUTAGE, refuse } from '#simulator/meta/graph.ts'
import { settingOf } from '#simulator/provider.ts'
import { hangUp, jsonOf, type World } from '#simulator/world.ts'
import { newMid } from './channels.ts'

const text = z.string()
const Send = z.looseObject({
  recipient: z.object({ id: text }),
  sender_action: text.optional(),
  payload: z.object({ message_id: text, reaction: text.optional() }).optional(),
  message: z
    .looseObject({
      text: text.optional(),
      attachment: z.object({ type: text, payload: z.object({ url: text.optional() }) }).optional(),
      quick_replies: z.array(z.object({ title: text.optional(), payload: text.optional() })).default([]),
      metadata: text.optional(),
      reply_to: z.object({ mid: text }).optional(),
    })
    .optional(),
})

const NOBODY: GraphRefusal = { status: 400, code: 100, subcode: 2018001, message: 'No matching user found' }
const BLOCKED: GraphRefusal = {
  status: 400,
  code: 551,
  subcode: 1545041,
  message: 'This person isn’t available right now.',
}

/** Answers the call that sends a message, or that shows the customer something. */
export async function takeMessage(
  world: World,
  account: InboxAccount,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const parsed = Send.safeParse(jsonOf(request))
  if (!parsed.success) return refuse(reply, INVALID)
  const { recipient, sender_action: action, payload, message } = parsed.data
  const person = findOnNetwork(account.channel, recipient.id)
  if (!person) return refuse(reply, NOBODY)
  const address = `${account.channel}:${recipient.id}`
  const behaviour = await world.behaviour(account, address)
  if (behaviour.receipts === 'outage') return refuse(reply, OUTAGE)
  if (behaviour.receipts === 'unknown_address') return refuse(reply, NOBODY)
  if (behaviour.receipts === 'opted_out') return refuse(reply, BLOCKED)
  if (action) {
    if (payload) await react(world, account, action, payload)
    return reply.send({ recipient_id: recipient.id })
  }
  // One of them, never both.
  if (!message || Boolean(message.text) === Boolean(message.attachment)) return refuse(reply, INVALID)
  const own = settingOf(account, 'pageId') || settingOf(account, 'accountId')
  const externalId = newMid()
  const url = message.attachment?.payload.url
  await world.take(account, {
    address,
    behaviour,
    externalId,
    accountName: own,
    from: own,
    to: recipient.id,
    text: message.text ?? '',
    urls: url ? [url] : [],
    choices: message.quick_replies.flatMap(({ title, payload: id }) =>
      title ? [{ id: id ?? title, title }] : [],
    ),
    quotes: message.reply_to?.mid ?? null,
    reference: message.metadata ?? null,
  })
  if (behaviour.receipts === 'no_answer') return hangUp(request, reply)
  return reply.send({ recipient_id: recipient.id, message_id: externalId })
}

const INVALID: GraphRefusal = { status: 400, code: 100, message: 'Invalid parameter' }

async function react(
  world: World,
  account: InboxAccount,
  action: string,
  { message_id: id, reaction }: { message_id: string; reaction?: string | undefined },
): Promise<void> {
  const target = await world.change(account, id, {})
  if (!target) return
  const emoji = action === 'react' ? (reaction === 'love' ? '❤️' : (reaction ?? '❤️')) : null
  await world.change(account, id, { reactions: { ...target.reactions, business: emoji } })
}
