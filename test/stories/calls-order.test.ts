// The requests of one telephone call, in any order and any number of copies: one item, never backwards, the same end.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { type CallState, callRank } from '#domain/call.ts'
import { startVoiceFake, type VoiceFake } from '#test/fakes/voice-server.ts'
import { type Product, startProduct } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const OFFICE = '+12125550100'
const ANA = '+12125550111'
let voice: VoiceFake
let product: Product
let line: Inbox
let last = 8_000

beforeAll(async () => {
  voice = await startVoiceFake()
  product = await startProduct()
  line = (
    await product.api.post<Inbox>('/inboxes', {
      channel: 'voice',
      provider: 'twilio',
      name: 'Office line',
      address: OFFICE,
      settings: {
        accountSid: voice.accountSid,
        authToken: voice.authToken,
        apiBase: voice.url,
        ring: [`${ANA} Ana`],
        confirm: false,
        transcribe: true,
      },
    })
  ).body
})
afterAll(() => voice.stop())

type Told = { step: string; fields: Record<string, string> }

/** What Twilio tells of a call: the first ends in a voicemail, the second is answered. */
function requestsOf(sid: string, phone: string, answered: boolean): Told[] {
  const parent = { CallSid: sid, From: phone, To: OFFICE, Direction: 'inbound' }
  const leg = { CallSid: 'CA0e', ParentCallSid: sid, From: phone, To: ANA, Direction: 'outbound-dial' }
  const words = { CallSid: sid, TranscriptionEvent: 'transcription-content', Final: 'true' }
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 14, 0, second)).toISOString()
  const shared: Told[] = [
    { step: '', fields: { ...parent, CallStatus: 'ringing', Timestamp: at(0) } },
    { step: '', fields: { ...parent, CallStatus: 'completed', Timestamp: at(59) } },
    {
      step: 'transcript',
      fields: {
        ...words,
        Track: 'inbound_track',
        SequenceId: '1',
        Timestamp: at(20),
        TranscriptionData: '{"transcript":"Hello?"}',
      },
    },
    {
      step: 'transcript',
      fields: {
        ...words,
        Track: 'inbound_track',
        SequenceId: '2',
        Timestamp: at(24),
        TranscriptionData: '{"transcript":"A table, please."}',
      },
    },
  ]
  if (answered)
    return [
      ...shared,
      { step: 'leg', fields: { ...leg, CallStatus: 'in-progress', Timestamp: at(9) } },
      {
        step: 'dial',
        fields: {
          ...parent,
          CallStatus: 'in-progress',
          DialCallStatus: 'completed',
          DialCallSid: 'CA0e',
          DialCallDuration: '50',
          DialBridged: 'true',
          Timestamp: at(59),
        },
      },
    ]
  const left = {
    ...parent,
    RecordingSid: 'RE0e',
    RecordingUrl: `${voice.url}/Recordings/RE0e`,
    RecordingDuration: '30',
  }
  return [
    ...shared,
    {
      step: 'dial',
      fields: { ...parent, CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialBridged: 'false' },
    },
    { step: 'voicemail', fields: left },
    { step: 'recording', fields: { ...left, RecordingStatus: 'completed', RecordingSource: 'RecordVerb' } },
  ]
}

const items = async (phone: string): Promise<Message[]> => {
  const { items } = (await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
  const row = items.find((c) => c.contact.display === displayAddress('phone', phone))
  return row
    ? (await product.api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items
    : []
}

it.each([
  ['answered', true, 'completed'],
  ['that ends in a voicemail', false, 'voicemail'],
] as const)('a call %s', async (_name, answered, end) => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5, ...(answered ? [] : [6])], { minLength: answered ? 6 : 7 }),
      fc.array(fc.nat(5), { maxLength: 3 }),
      async (order, copies) => {
        const phone = `+1212736${last++}`
        const sid = `CA${'0'.repeat(28)}${last}`
        const told = requestsOf(sid, phone, answered)
        let state: CallState = 'ringing'
        for (const n of [...order, ...copies]) {
          const one = told[n]
          if (!one) continue
          const query = `?${new URLSearchParams({ step: one.step, p: sid, d: 'in', n: phone })}`
          const { status } = await voice.tell(`${line.webhookUrl}${one.step ? query : ''}`, one.fields)
          expect(status).toBe(200)
          const next: CallState = (await items(phone))[0]?.call?.state ?? state
          expect(callRank[next]).toBeGreaterThanOrEqual(callRank[state])
          state = next
        }
        const all = await items(phone)
        expect(all.map((m) => m.call?.state)).toEqual([end])
        const call = (await product.api.get<Call>(`/calls/${all[0]?.call?.id}`)).body
        expect(call.transcript.map((s) => s.text)).toEqual(['Hello?', 'A table, please.'])
        expect([call.seconds, call.answeredBy]).toEqual(answered ? [50, 'Ana'] : [30, null])
      },
    ),
    { numRuns: 8 },
  )
})
