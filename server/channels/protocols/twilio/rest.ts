// Calls to Twilio's REST API. What matters is what is known afterwards: answered, certainly never sent, or unknown.
import { z } from 'zod'
import type { ChannelIo } from '#channels/channel.ts'
import { type Answer, apiBaseOf as baseOf, callOnce } from '#channels/protocols/http-call/call.ts'
import { encodeForm, type Form } from './form.ts'
import { authorizationOf, TWILIO_API, type TwilioSettings } from './settings.ts'

export type { Answer } from '#channels/protocols/http-call/call.ts'
export type Call = { io: ChannelIo; settings: TwilioSettings; timeoutMs?: number }

const Numeric = z.union([z.string(), z.number()]).nullish()
/** The fields of a message resource that we read; everything else may come and go. */
const Resource = z.looseObject({
  sid: z.string().min(1),
  status: z.string().nullish(),
  body: z.string().nullish(),
  num_media: Numeric,
  num_segments: Numeric,
  error_code: Numeric,
  error_message: z.string().nullish(),
  direction: z.string().nullish(),
  date_created: z.string().nullish(),
})
export type MessageResource = {
  sid: string
  status: string
  body: string
  media: number
  segments: number
  errorCode: string | null
  errorMessage: string | null
  outbound: boolean
  createdAt: Date | null
}
const Page = z.looseObject({ messages: z.array(z.unknown()), next_page_uri: z.string().nullish() })

/** `{code, message}` of a refusal; both null where the body is not one of Twilio's. */
export function readRefusal(json: unknown): { code: string | null; said: string | null } {
  const parsed = z
    .looseObject({ code: z.union([z.number(), z.string()]), message: z.string().nullish() })
    .safeParse(json)
  return parsed.success
    ? { code: String(parsed.data.code), said: parsed.data.message ?? null }
    : { code: null, said: null }
}

/** A message resource, or null where the JSON is none. */
export function readMessage(json: unknown): MessageResource | null {
  const parsed = Resource.safeParse(json)
  if (!parsed.success) return null
  const r = parsed.data
  const created = r.date_created ? new Date(r.date_created) : null
  return {
    sid: r.sid,
    status: r.status ?? '',
    body: r.body ?? '',
    media: Number(r.num_media ?? 0) || 0,
    segments: Number(r.num_segments ?? 0) || 0,
    errorCode:
      r.error_code === null || r.error_code === undefined || r.error_code === ''
        ? null
        : String(r.error_code),
    errorMessage: r.error_message ?? null,
    outbound: (r.direction ?? 'outbound-api').startsWith('outbound'),
    createdAt: created && !Number.isNaN(created.getTime()) ? created : null,
  }
}

/** Creates a message. There is no idempotency key: the same call twice is two messages. */
export function postMessage(call: Call, form: Form): Promise<Answer> {
  return ask(call, messagesPath(call.settings), encodeForm(form))
}

/** One page of the account's messages, the newest first; `next` is the path of the page after it. */
export async function listMessages(
  call: Call,
  query: { filter: Form } | { next: string },
): Promise<{ outcome: 'page'; messages: MessageResource[]; next: string | null } | Answer> {
  const path = 'next' in query ? query.next : `${messagesPath(call.settings)}?${encodeForm(query.filter)}`
  const answer = await ask(call, path, null)
  if (answer.outcome !== 'answered' || answer.status !== 200) return answer
  const page = Page.safeParse(answer.json)
  if (!page.success) return { outcome: 'unknown', code: 'bad_answer' }
  return {
    outcome: 'page',
    messages: page.data.messages.flatMap((one) => readMessage(one) ?? []),
    // A path, never a whole address: credentials stay with the host that they are for.
    next: page.data.next_page_uri?.startsWith('/') ? page.data.next_page_uri : null,
  }
}

/** One page of a list of the account; `resource` is the last part of its path. */
export function lookUp(call: Call, resource: string, query: Record<string, string>): Promise<Answer> {
  return ask(call, `${accountPath(call.settings)}/${resource}?${encodeForm(Object.entries(query))}`, null)
}

/** The API that this inbox talks to, without a slash at the end. */
export function apiBaseOf(io: Pick<ChannelIo, 'apiBase'>): string {
  return baseOf(io.apiBase, TWILIO_API)
}

function accountPath(settings: TwilioSettings): string {
  return `/2010-04-01/Accounts/${encodeURIComponent(settings.accountSid)}`
}

function messagesPath(settings: TwilioSettings): string {
  return `${accountPath(settings)}/Messages.json`
}

function ask({ io, settings, timeoutMs }: Call, path: string, form: string | null): Promise<Answer> {
  return callOnce(
    io,
    {
      url: apiBaseOf(io) + path,
      headers: { authorization: authorizationOf(settings) },
      body: form === null ? null : { type: 'application/x-www-form-urlencoded', content: form },
    },
    timeoutMs,
  )
}
