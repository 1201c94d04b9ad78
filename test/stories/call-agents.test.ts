// AI telephone agents report their calls: Vapi, Retell and ElevenLabs, each event in many copies and in any order, one
// item in the customer's thread, and no answer from the front desk.
import { beforeAll, describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { callRank } from '#domain/call.ts'
import { signElevenlabs, signRetell, signVapi } from '#test/fakes/signers.ts'
import { makeTone } from '#test/fakes/voice-server.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { ConversationRow, SearchHit } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const OFFICE = '+12125550100'
const SECRET = 'a long secret of this story'
let product: Product
let last = 7_000
const newCustomer = () => `+1212736${last++}`

beforeAll(async () => {
  product = await startProduct()
})

const connect = async (provider: string, settings: Record<string, unknown>): Promise<Inbox> => {
  const made = await product.api.post<Inbox>('/inboxes', {
    channel: 'voice',
    provider,
    name: provider,
    address: OFFICE,
    settings,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}
const tell = async (
  inbox: Inbox,
  event: unknown,
  sign: (body: string) => Record<string, string>,
): Promise<number> => {
  const body = JSON.stringify(event)
  const answer = await fetch(inbox.webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sign(body) },
    body,
  })
  await answer.text()
  return answer.status
}
const thread = async (phone: string): Promise<Message[]> => {
  const { items } = (await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
  const row = items.find(
    (c) => c.contact.display === displayAddress('phone', phone) || c.contact.name === phone,
  )
  return row
    ? (await product.api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items
    : []
}
const callOf = async (message: Message | undefined): Promise<Call> =>
  (await product.api.get<Call>(`/calls/${message?.call?.id}`)).body

describe('Retell', () => {
  const signed = (body: string) => ({ 'x-retell-signature': signRetell(body, SECRET, new Date()) })
  let inbox: Inbox
  beforeAll(async () => {
    inbox = await connect('retell', { apiKey: SECRET })
  })
  const eventsOf = (phone: string) => {
    const call = {
      call_id: `call-of-${phone}`,
      call_type: 'phone_call',
      direction: 'inbound',
      from_number: phone,
      to_number: OFFICE,
      start_timestamp: Date.now() - 90_000,
    }
    const ended = {
      ...call,
      end_timestamp: Date.now(),
      duration_ms: 90_000,
      disconnection_reason: 'user_hangup',
      transcript_object: [
        { role: 'agent', content: 'Harbour Dental.', words: [{ start: 0.5 }] },
        { role: 'user', content: 'Do you whiten wisdom teeth?', words: [{ start: 2 }] },
      ],
    }
    return [
      { event: 'call_started', call },
      { event: 'call_ended', call: ended },
      {
        event: 'call_analyzed',
        call: { ...ended, call_analysis: { call_summary: 'Asked about whitening.', call_successful: true } },
      },
    ]
  }

  it('tells of one call in three events: one item, completed step by step', async () => {
    const phone = newCustomer()
    const states: string[] = []
    for (const event of eventsOf(phone)) {
      expect(await tell(inbox, event, signed)).toBe(200)
      states.push((await thread(phone))[0]?.call?.state ?? '')
    }
    expect(states).toEqual(['in_progress', 'completed', 'completed'])
    const items = await thread(phone)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ purpose: 'call', text: 'Call 1:30', author: { kind: 'contact' } })
    expect(await callOf(items[0])).toMatchObject({
      answeredBy: 'AI agent',
      summary: 'Asked about whitening.',
      outcome: 'Successful · The customer hung up',
      transcript: [{ speaker: 'agent' }, { speaker: 'customer', text: 'Do you whiten wisdom teeth?', at: 2 }],
    })
    // Found by what was said on the phone.
    const found = (await product.api.get<{ items: SearchHit[] }>('/conversations/search?q=wisdom%20teeth'))
      .body
    expect(found.items[0]?.message?.snippet).toMatch(/⟦wisdom⟧ ⟦teeth⟧/)
  })

  it('in every order, in copies and at once: always the same one item, never backwards', async () => {
    const orders = [
      [2, 1, 0],
      [1, 0, 2, 1],
      [0, 2, 0, 1, 2],
      [2, 0, 1],
    ]
    for (const order of orders) {
      const phone = newCustomer()
      const events = eventsOf(phone)
      let rank = 0
      for (const n of order) {
        expect(await tell(inbox, events[n], signed)).toBe(200)
        const next = callRank[(await thread(phone))[0]?.call?.state ?? 'ringing']
        expect(next).toBeGreaterThanOrEqual(rank)
        rank = next
      }
      expect(await callOf((await thread(phone))[0])).toMatchObject({
        state: 'completed',
        seconds: 90,
        summary: 'Asked about whitening.',
      })
    }
    const phone = newCustomer()
    const events = eventsOf(phone)
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => tell(inbox, events[n % 3], signed)),
    )
    expect(new Set(answers)).toEqual(new Set([200]))
    const items = await thread(phone)
    expect(items).toHaveLength(1)
    expect(await callOf(items[0])).toMatchObject({
      state: 'completed',
      seconds: 90,
      summary: 'Asked about whitening.',
    })
  })

  it('signed long ago, or not at all, is refused', async () => {
    const [event] = eventsOf(newCustomer())
    const old = (body: string) => ({
      'x-retell-signature': signRetell(body, SECRET, new Date(Date.now() - 6 * 60_000)),
    })
    expect([await tell(inbox, event, old), await tell(inbox, event, () => ({}))]).toEqual([403, 403])
  })
})

describe('Vapi', () => {
  it('reports twice: one item, the caller by name, and the front desk stays silent', async () => {
    const inbox = await connect('vapi', { proof: 'hmac', secret: SECRET })
    const phone = newCustomer()
    const report = {
      message: {
        type: 'end-of-call-report',
        endedReason: 'customer-ended-call',
        startedAt: new Date(Date.now() - 60_000).toISOString(),
        endedAt: new Date().toISOString(),
        call: {
          id: 'vapi-call-1',
          type: 'inboundPhoneCall',
          customer: { number: phone, name: 'Maria Rivera' },
        },
        artifact: { messages: [{ role: 'user', message: 'What are your hours?', secondsFromStart: 3 }] },
        analysis: { summary: 'Asked for the hours.' },
      },
    }
    const signed = (body: string) => ({ 'x-vapi-signature': signVapi(body, SECRET) })
    expect([await tell(inbox, report, signed), await tell(inbox, report, signed)]).toEqual([200, 200])
    const items = await thread('Maria Rivera')
    expect(items.map((m) => m.text)).toEqual(['Call 1:00'])
    expect((await callOf(items[0])).summary).toBe('Asked for the hours.')
    // A text that comes now is answered; so a turn for the call would have come before it.
    const conversation = items[0]?.conversationId ?? ''
    const turns = (await product.api.get<{ items: unknown[] }>(`/conversations/${conversation}/turns`)).body
      .items
    expect(turns).toEqual([])
    const { rows } = await product.flow.store.pool.query(
      `select count(*)::int as jobs from graphile_worker.jobs where key = $1`,
      [`respond:${conversation}`],
    )
    expect(rows[0].jobs).toBe(0)
    expect(await tell(inbox, report, () => ({ 'x-vapi-signature': 'ff' }))).toBe(403)
  })
})

describe('ElevenLabs', () => {
  const signed = (body: string) => ({ 'elevenlabs-signature': signElevenlabs(body, SECRET, new Date()) })
  it('sends the transcript, and without a key the recording in a second webhook', async () => {
    const inbox = await connect('elevenlabs', { webhookSecret: SECRET })
    const phone = newCustomer()
    const data = {
      conversation_id: 'conv_1',
      status: 'done',
      transcript: [{ role: 'user', message: 'Hello?', time_in_call_secs: 1 }],
      metadata: {
        start_time_unix_secs: Math.floor(Date.now() / 1000) - 40,
        call_duration_secs: 40,
        phone_call: { direction: 'inbound', agent_number: OFFICE, external_number: phone },
      },
      analysis: { call_successful: 'success', transcript_summary: 'Said hello.' },
    }
    expect(await tell(inbox, { type: 'post_call_transcription', data }, signed)).toBe(200)
    // Without a key the audio comes along, and joins the same item.
    const audio = {
      type: 'post_call_audio',
      data: { conversation_id: 'conv_1', full_audio: makeTone(1).toString('base64') },
    }
    expect([await tell(inbox, audio, signed), await tell(inbox, audio, signed)]).toEqual([200, 200])
    const items = await thread(phone)
    expect(items.map((m) => m.text)).toEqual(['Call 0:40'])
    const call = await until(async () => {
      const one = await callOf(items[0])
      return one.recordings[0]?.url ? one : null
    }, 'the recording')
    const file = await fetch(new URL(call.recordings[0]?.url ?? '', product.url), {
      headers: { range: 'bytes=0-3' },
    })
    expect([file.status, file.headers.get('content-range'), await file.text()]).toEqual([
      206,
      'bytes 0-3/16044',
      'RIFF',
    ])
  })

  it('audio of a call that nobody has told of yet is not taken: it must come again', async () => {
    const inbox = await connect('elevenlabs', { webhookSecret: SECRET })
    const audio = { type: 'post_call_audio', data: { conversation_id: 'conv_unknown', full_audio: 'SUQz' } }
    expect(await tell(inbox, audio, signed)).toBe(503)
  })
})
