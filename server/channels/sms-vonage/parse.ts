// What Vonage tells us: messages of customers, and what became of ours.
import type { IncomingFile, ParseOutcome, RawRequest } from '#channels/channel.ts'
import { ownId } from '#channels/protocols/rest/callback.ts'
import { fromDigits } from '#channels/protocols/rest/digits.ts'
import {
  isFetchable,
  MAX_FILES,
  metaOf,
  nameOf,
  readInstant,
  readJson,
} from '#channels/protocols/rest/incoming.ts'
import { failureOf } from '#channels/protocols/rest/outcome.ts'
import { describeError } from './errors.ts'
import { mediaTypes, problemOf, statusOf, Webhook } from './wire.ts'

/** Reads one verified request: exactly one message or receipt is in it. */
export function parse(raw: RawRequest): ParseOutcome {
  const parsed = Webhook.safeParse(readJson(raw.body))
  if (!parsed.success)
    return { ok: false, reason: 'This is no webhook of the Messages API: JSON with a message_uuid.' }
  const webhook = parsed.data
  const channel = webhook.channel?.toLowerCase() ?? 'sms'
  if (channel !== 'sms' && channel !== 'mms')
    return {
      ok: false,
      reason: `This is a message by ${channel.slice(0, 20)}: this inbox takes SMS and MMS.`,
    }
  if (webhook.status) return readReceipt(webhook, webhook.status)
  if (webhook.message_type) return readMessage(webhook, webhook.message_type)
  return { ok: false, reason: 'There is neither a type of message nor a state in it.' }
}

function readReceipt(webhook: Webhook, word: string): ParseOutcome {
  const status = statusOf(word)
  if (!status)
    return {
      ok: true,
      items: [
        {
          kind: 'ignored',
          why: `Vonage reported the state “${word.slice(0, 40)}”, which changes nothing here.`,
        },
      ],
    }
  const problem = problemOf(webhook.error)
  const failure = status === 'failed' ? failureOf(describeError(problem.code, problem.said)) : null
  return {
    ok: true,
    items: [
      {
        kind: 'receipt',
        externalId: webhook.message_uuid,
        messageId: ownId(webhook.client_ref),
        status,
        error: failure?.error ?? null,
        ...(failure?.effect ? { effect: failure.effect } : {}),
        at: readInstant(webhook.timestamp),
      },
    ],
  }
}

function readMessage(webhook: Webhook, type: string): ParseOutcome {
  const from = fromDigits(webhook.from ?? '')
  if (!from)
    return {
      ok: false,
      reason: `The sender “${(webhook.from ?? '').slice(0, 60)}” is nobody who could be answered.`,
    }
  const files = readFiles(webhook)
  const text = textOf(webhook)
  if (!['text', 'content', ...mediaTypes].includes(type) && text === '' && files.length === 0)
    return { ok: false, reason: `Messages of the type “${type.slice(0, 40)}” cannot be read yet.` }
  return {
    ok: true,
    items: [
      {
        kind: 'message',
        externalId: webhook.message_uuid,
        from,
        fromName: null,
        to: webhook.to ? fromDigits(webhook.to) : null,
        text,
        subject: null,
        html: null,
        files,
        email: null,
        automatic: false,
        sentAt: readInstant(webhook.timestamp),
        meta: metaOf('vonage', webhook, READ),
      },
    ],
  }
}

/** Words beside a picture are a caption of it. */
function textOf(webhook: Webhook): string {
  if (webhook.text) return webhook.text
  const captions = mediaOf(webhook).flatMap(({ caption }) => (caption ? [caption] : []))
  return [...new Set(captions)].join('\n')
}

function readFiles(webhook: Webhook): IncomingFile[] {
  return mediaOf(webhook).flatMap(({ kind, url, name }, index) => {
    if (!url || !isFetchable(url)) return []
    // Vonage says what kind of file it is, and not its type: that is found out when it is fetched.
    const type = kind === 'vcard' ? 'text/vcard' : 'application/octet-stream'
    const fallback = nameOf(kind === 'vcard' ? type : `${kind}/*`, index + 1)
    return [{ name: name?.trim() || fallback, type, url }]
  })
}

function mediaOf(webhook: Webhook) {
  const single = mediaTypes.flatMap((kind) => {
    const media = webhook[kind]
    return media ? [{ ...media, kind: kind as string }] : []
  })
  const several = (webhook.content ?? []).map((media) => ({ ...media, kind: media.type ?? 'file' }))
  return [...single, ...several].slice(0, MAX_FILES)
}

const READ = new Set(['message_uuid', 'from', 'to', 'text', 'timestamp', 'client_ref'])
