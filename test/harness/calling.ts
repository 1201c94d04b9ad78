// The product with a line for calls and an SMS inbox at fake Twilios, and what a story about calls asks again and again.
import { afterAll, expect } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { startTwilioFake } from '#test/fakes/twilio-server.ts'
import { attributeOf, startVoiceFake } from '#test/fakes/voice-server.ts'
import type { Call } from '#wire/api/calls.ts'
import type { ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'
import { startProduct } from './product.ts'

export const OFFICE = '+12125550100'
export const ANA = '+12125550111'

/** Starts all of it; it is stopped after the file's tests. */
export async function startCalling() {
  const voice = await startVoiceFake()
  const texts = await startTwilioFake()
  afterAll(async () => {
    await voice.stop()
    await texts.stop()
  })
  const product = await startProduct()
  const made = await product.api.post<Inbox>('/inboxes', {
    channel: 'voice',
    provider: 'twilio',
    name: 'Office line',
    address: OFFICE,
    settings: {
      accountSid: voice.accountSid,
      authToken: voice.authToken,
      apiBase: voice.url,
      ring: [`${ANA} Ana`],
      recordIncoming: true,
      recordOutgoing: true,
      textBack: true,
      removeRecordings: true,
    },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const inbox = made.body
  await product.api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: OFFICE,
    settings: { accountSid: texts.accountSid, authToken: texts.authToken, apiBase: texts.url },
  })
  let last = 6_000
  /** A number that has not been heard of. */
  const newCustomer = () => `+1212736${last++}`

  const rowOf = async (phone: string): Promise<ConversationRow | null> => {
    const { items } = (await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
    return items.find((c) => c.contact.display === displayAddress('phone', phone)) ?? null
  }
  const thread = async (phone: string): Promise<Message[]> => {
    const row = await rowOf(phone)
    return row
      ? (await product.api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`)).body.items
      : []
  }
  const callOf = async (phone: string): Promise<Call> => {
    const id = (await thread(phone)).findLast((m) => m.call)?.call?.id
    return (await product.api.get<Call>(`/calls/${id}`)).body
  }
  /** Somebody of the business picks up and presses 1, they speak, and hang up. */
  const answerCall = async (sid: string, twiml: string, phone: string, seconds = 51): Promise<void> => {
    const leg = `CA${sid.slice(4)}ff`
    const whispered = await voice.tell(attributeOf(twiml, 'Number', 'url'), {
      CallSid: leg,
      ParentCallSid: sid,
      From: phone,
      To: ANA,
      CallStatus: 'in-progress',
      Direction: 'outbound-dial',
    })
    await voice.tell(attributeOf(whispered.twiml, 'Gather', 'action'), {
      CallSid: leg,
      ParentCallSid: sid,
      From: phone,
      To: ANA,
      CallStatus: 'in-progress',
      Direction: 'outbound-dial',
      Digits: '1',
    })
    await voice.tell(attributeOf(twiml, 'Dial', 'action'), {
      CallSid: sid,
      From: phone,
      To: OFFICE,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      DialCallStatus: 'completed',
      DialCallSid: leg,
      DialCallDuration: String(seconds),
      DialBridged: 'true',
    })
  }
  const missCall = (sid: string, twiml: string, phone: string) =>
    voice.tell(attributeOf(twiml, 'Dial', 'action'), {
      CallSid: sid,
      From: phone,
      To: OFFICE,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      DialCallStatus: 'no-answer',
      DialBridged: 'false',
    })
  const hangUp = (sid: string, phone: string) =>
    voice.tell(inbox.webhookUrl, {
      CallSid: sid,
      From: phone,
      To: OFFICE,
      CallStatus: 'completed',
      Direction: 'inbound',
    })

  return {
    voice,
    texts,
    product,
    inbox,
    newCustomer,
    rowOf,
    thread,
    callOf,
    answerCall,
    missCall,
    hangUp,
  }
}
