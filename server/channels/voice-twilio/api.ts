// Twilio's REST API for calls: placing one, and asking what is known of one.
import { z } from 'zod'
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'
import { type Answer, callOnce } from '#channels/protocols/http-call/call.ts'
import { encodeForm, type Form } from '#channels/protocols/twilio/form.ts'
import { apiBaseOf } from '#channels/protocols/twilio/rest.ts'
import { authorizationOf, TWILIO_API, twilioSettings } from '#channels/protocols/twilio/settings.ts'

/** Hosts of Twilio's other products; an emulator answers all of them at its one address. */
const HOSTS = {
  api: TWILIO_API,
  insights: 'https://insights.twilio.com',
  intelligence: 'https://intelligence.twilio.com',
} as const

type Query = { host?: keyof typeof HOSTS; path: string; form?: Form | null; method?: 'DELETE' }

export function ask(io: ChannelIo, account: InboxAccount, query: Query): Promise<Answer> {
  const own = apiBaseOf(io)
  const base = own === TWILIO_API ? HOSTS[query.host ?? 'api'] : own
  return callOnce(io, {
    url: base + query.path,
    ...(query.method ? { method: query.method } : {}),
    headers: { authorization: authorizationOf(twilioSettings(account)) },
    body: query.form ? { type: 'application/x-www-form-urlencoded', content: encodeForm(query.form) } : null,
  })
}

export function accountPath(account: InboxAccount, rest: string): string {
  return `/2010-04-01/Accounts/${encodeURIComponent(twilioSettings(account).accountSid)}${rest}`
}

const Resource = z.looseObject({
  sid: z.string().regex(/^CA/),
  status: z.string(),
  to: z.string().nullish(),
  from: z.string().nullish(),
  direction: z.string().nullish(),
  date_created: z.string().nullish(),
  start_time: z.string().nullish(),
  end_time: z.string().nullish(),
  duration: z.union([z.string(), z.number()]).nullish(),
})
export type CallResource = {
  sid: string
  status: string
  to: string
  from: string
  createdAt: Date | null
  startedAt: string | null
  endedAt: string | null
  seconds: number
}

export function readCall(json: unknown): CallResource | null {
  const parsed = Resource.safeParse(json)
  if (!parsed.success) return null
  const r = parsed.data
  const moment = (text: string | null | undefined) => {
    const at = Date.parse(text ?? '')
    return Number.isNaN(at) ? null : new Date(at)
  }
  const started = moment(r.start_time)
  return {
    sid: r.sid,
    status: r.status,
    to: r.to ?? '',
    from: r.from ?? '',
    // A call that waits in the queue has no date yet in some answers: it is new.
    createdAt: moment(r.date_created) ?? started,
    startedAt: started?.toISOString() ?? null,
    endedAt: moment(r.end_time)?.toISOString() ?? null,
    seconds: Number(r.duration ?? 0) || 0,
  }
}

const Page = z.looseObject({ calls: z.array(z.unknown()) })

/** Calls that match, newest first; null where the answer is no list. */
export function readCalls(json: unknown): CallResource[] | null {
  const page = Page.safeParse(json)
  return page.success ? page.data.calls.flatMap((one) => readCall(one) ?? []) : null
}
