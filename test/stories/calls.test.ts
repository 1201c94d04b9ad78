// The telephone rings: answered, missed, with a voicemail, and out of the thread, over a Twilio that repeats itself and
// loses answers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { displayAddress } from '#domain/address.ts'
import { startTwilioFake, type TwilioFake } from '#test/fakes/twilio-server.ts'
import { attributeOf, makeTone, startVoiceFake, type VoiceFake } from '#test/fakes/voice-server.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const OFFICE = '+12125550100'
const ANA = '+12125550111'

let voice: VoiceFake
let texts: TwilioFake
let product: Product
let inbox: Inbox
let last = 6_000
const newCustomer = () => `+1212736${last++}`

beforeAll(async () => {
  voice = await startVoiceFake()
  texts = await startTwilioFake()
  product = await startProduct()
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
  inbox = made.body
  await product.api.post('/inboxes', {
    channel: 'sms',
    provider: 'twilio',
    name: 'Texts',
    address: OFFICE,
    settings: { accountSid: texts.accountSid, authToken: texts.authToken, apiBase: texts.url },
  })
})
afterAll(async () => {
  await voice.stop()
  await texts.stop()
})

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
async function answerCall(sid: string, twiml: string, phone: string, seconds = 51): Promise<void> {
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

describe('a customer calls', () => {
  it('and Ana answers: one item, who it was, the recording with what was said before it', async () => {
    const phone = newCustomer()
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    // Nobody is recorded before they have heard of it.
    expect(twiml.indexOf('This call will be recorded')).toBeLessThan(twiml.indexOf('<Recording'))
    expect(twiml.indexOf('<Recording')).toBeLessThan(twiml.indexOf('<Dial'))
    expect((await thread(phone))[0]).toMatchObject({
      purpose: 'call',
      text: 'Incoming call',
      status: 'received',
    })
    await answerCall(sid, twiml, phone)
    const { sid: recording, url } = voice.keepRecording(makeTone(2))
    voice.quality.set(sid, {
      processing_state: 'complete',
      carrier_edge: {
        metrics: {
          inbound: {
            codec_name: 'PCMU',
            packets_loss_percentage: 4.2,
            jitter: { avg: 3, max: 9 },
            mos: { avg: 4.1 },
          },
        },
      },
    })
    const recorded = {
      CallSid: sid,
      RecordingSid: recording,
      RecordingUrl: url,
      RecordingStatus: 'completed',
      RecordingDuration: '51',
      RecordingSource: 'StartCallRecordingTwiML',
    }
    const callback = attributeOf(twiml, 'Recording', 'recordingStatusCallback')
    await Promise.all([voice.tell(callback, recorded), voice.tell(callback, recorded), hangUp(sid, phone)])
    const call = await until(async () => {
      const one = await callOf(phone)
      return one.recordings[0]?.url && one.quality ? one : null
    }, 'the recording and the quality')
    expect(call).toMatchObject({
      direction: 'in',
      state: 'completed',
      answeredBy: 'Ana',
      seconds: 51,
      recorded: true,
      disclosure: 'This call will be recorded.',
      quality: { level: 'poor', text: 'Parts of it were lost on the way' },
    })
    const file = await fetch(new URL(call.recordings[0]?.url ?? '', product.url))
    expect(Buffer.from(await file.arrayBuffer()).equals(makeTone(2))).toBe(true)
    // Ours is the only copy, because the inbox asks for it.
    await until(() => voice.removed.includes(recording), 'the recording is removed at the provider')
    const items = await thread(phone)
    expect(items.map((m) => m.text)).toEqual(['Call 0:51'])
    expect(await rowOf(phone)).toMatchObject({
      requiresAction: false,
      lastCall: 'completed',
      preview: 'Call 0:51',
    })
  })

  it('and a machine picks up, which presses nothing: that is no answer', async () => {
    const phone = newCustomer()
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    await voice.tell(attributeOf(twiml, 'Dial', 'action'), {
      CallSid: sid,
      From: phone,
      To: OFFICE,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      DialCallStatus: 'completed',
      DialCallDuration: '12',
      DialBridged: 'false',
    })
    expect((await callOf(phone)).state).toBe('missed')
  })

  it('hides the number: it is an item all the same, and nobody can text it', async () => {
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, 'anonymous', OFFICE)
    await missCall(sid, twiml, 'anonymous')
    const { items } = (await product.api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body
    const row = items.find((c) => c.contact.name === 'Hidden number')
    expect(row).toMatchObject({ preview: 'Missed call', requiresAction: true })
    const detail = (await product.api.get<Conversation>(`/conversations/${row?.id}`)).body
    expect([detail.hasPhone, detail.routes.filter((r) => r.usable)]).toEqual([false, []])
    const refused = await product.api.post(`/conversations/${row?.id}/call`, { clientId: 'hidden-1' })
    expect([refused.status, refused.body.code]).toEqual([422, 'blocked_by_gate'])
  })
})

describe('nobody answers', () => {
  it('the caller leaves a voicemail: unread, requires action, found by search, and a text goes back once', async () => {
    const phone = newCustomer()
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    const greeting = await missCall(sid, twiml, phone)
    expect(greeting.twiml).toContain('<Record')
    const { sid: recording, url } = voice.keepRecording(makeTone(4))
    const left = {
      CallSid: sid,
      From: phone,
      To: OFFICE,
      Direction: 'inbound',
      RecordingSid: recording,
      RecordingUrl: url,
      RecordingDuration: '4',
    }
    await Promise.all([
      voice.tell(attributeOf(greeting.twiml, 'Record', 'action'), left),
      voice.tell(attributeOf(greeting.twiml, 'Record', 'recordingStatusCallback'), {
        ...left,
        RecordingStatus: 'completed',
        RecordingSource: 'RecordVerb',
      }),
      hangUp(sid, phone),
      hangUp(sid, phone),
    ])
    const row = await until(async () => {
      const one = await rowOf(phone)
      return one?.preview === 'Voicemail 0:04' || (one?.lastDirection === 'out' && one) ? one : null
    }, 'the voicemail in the list')
    expect(row).toMatchObject({ unread: 1, requiresAction: true, missedCall: true })
    const [text] = await until(() => {
      const sent = texts.messages.filter((m) => m.to === phone)
      return sent.length > 0 && sent
    }, 'the text back')
    expect(text?.body).toMatch(/Sorry we missed your call/)
    const call = await callOf(phone)
    expect(call).toMatchObject({
      state: 'voicemail',
      seconds: 4,
      recordings: [{ kind: 'voicemail' }],
      textBack: {
        proposal: { text: expect.stringContaining('missed your call') },
        sentAt: expect.any(String),
      },
    })
    // The call is one item, the text another; the front desk said nothing.
    expect((await thread(phone)).map((m) => [m.purpose, m.author.kind])).toEqual([
      ['call', 'contact'],
      ['automated', 'automation'],
    ])
    // They call again at once and nobody answers: not a second text within the day.
    const again = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    await missCall(again.sid, again.twiml, phone)
    await until(async () => (await callOf(phone)).textBack?.notSent, 'the reason why no second text goes')
    expect(texts.messages.filter((m) => m.to === phone)).toHaveLength(1)
  })

  it('they call again and are answered before the text goes: it does not go, and nothing is owed', async () => {
    const phone = newCustomer()
    const first = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    const second = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    await Promise.all([
      missCall(first.sid, first.twiml, phone),
      answerCall(second.sid, second.twiml, phone, 20),
    ])
    await hangUp(second.sid, phone)
    await until(async () => {
      const [one] = await thread(phone)
      const call = (await product.api.get<Call>(`/calls/${one?.call?.id}`)).body
      const row = await rowOf(phone)
      return call.state === 'missed' && row?.requiresAction === false
    }, 'the missed call is settled')
    // A text to somebody else, missed later, arrives; so theirs would have been sent by now.
    const other = newCustomer()
    const third = await voice.ring(inbox.webhookUrl, other, OFFICE)
    await missCall(third.sid, third.twiml, other)
    await until(() => texts.messages.some((m) => m.to === other), 'the text to the other')
    expect(texts.messages.filter((m) => m.to === phone)).toEqual([])
  })

  it('who opted out gets no text', async () => {
    const phone = newCustomer()
    const made = await product.api.post<{ id: string; addresses: { id: string }[] }>('/contacts', {
      name: 'Opted out',
      addresses: [{ kind: 'phone', value: phone }],
    })
    await product.api.post(`/contacts/${made.body.id}/consent`, {
      addressId: made.body.addresses[0]?.id,
      action: 'opt_out',
    })
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    await missCall(sid, twiml, phone)
    await until(async () => {
      const { items } = (
        await product.api.get<{ items: ConversationRow[] }>(`/conversations?contactId=${made.body.id}`)
      ).body
      const id =
        items[0] &&
        (await product.api.get<{ items: Message[] }>(`/conversations/${items[0].id}/messages`)).body.items[0]
          ?.call?.id
      return id && (await product.api.get<Call>(`/calls/${id}`)).body.textBack?.notSent
    }, 'the reason why no text goes')
    expect(texts.messages.filter((m) => m.to === phone)).toEqual([])
  })
})

describe('a member calls the customer', () => {
  const start = async () => {
    const phone = newCustomer()
    const { sid, twiml } = await voice.ring(inbox.webhookUrl, phone, OFFICE)
    await missCall(sid, twiml, phone)
    const row = await until(() => rowOf(phone), 'the conversation')
    return { phone, row }
  }
  const placedTo = (phone: string) =>
    voice.calls.filter((c) => c.form['Url']?.includes(encodeURIComponent(phone)))
  const endAll = async () => {
    for (const call of voice.calls.filter((c) => c.status === 'queued')) {
      call.status = 'completed'
      await voice.tell(call.form['StatusCallback'] ?? '', {
        CallSid: call.sid,
        From: OFFICE,
        To: ANA,
        CallStatus: 'completed',
        Direction: 'outbound-api',
      })
    }
  }

  it('their telephone rings first, then the customer’s, with the announcement on both', async () => {
    const { phone, row } = await start()
    const ways = (await product.api.get(`/conversations/${row.id}/call-ways`)).body.items
    expect(ways[0]).toMatchObject({
      number: phone,
      inboxName: 'Office line',
      recorded: true,
      verdict: { decision: 'allow' },
    })
    const body = { clientId: `press-${phone}` }
    const answers = await Promise.all(
      [1, 2, 3].map(() => product.api.post(`/conversations/${row.id}/call`, body)),
    )
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201])
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    const [placed] = await until(
      () => placedTo(phone).length > 0 && placedTo(phone),
      'the call at the provider',
    )
    expect(placed?.form).toMatchObject({ To: ANA, From: OFFICE, StatusCallbackEvent: 'completed' })
    expect(await rowOf(phone)).toMatchObject({ handler: 'human', requiresAction: false, preview: 'Calling' })
    const ours = {
      CallSid: placed?.sid ?? '',
      From: OFFICE,
      To: ANA,
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
    }
    const asked = await voice.tell(placed?.form['Url'] ?? '', ours)
    const dial = await voice.tell(attributeOf(asked.twiml, 'Gather', 'action'), { ...ours, Digits: '1' })
    expect(dial.twiml).toContain(`callerId="${OFFICE}"`)
    expect(dial.twiml).toContain(`>${phone}</Number>`)
    const leg = {
      CallSid: 'CA00ff',
      ParentCallSid: placed?.sid ?? '',
      From: OFFICE,
      To: phone,
      Direction: 'outbound-dial',
    }
    const told = await voice.tell(attributeOf(dial.twiml, 'Number', 'url'), {
      ...leg,
      CallStatus: 'in-progress',
    })
    expect(told.twiml).toContain('This call will be recorded')
    await voice.tell(attributeOf(dial.twiml, 'Number', 'statusCallback'), {
      ...leg,
      CallStatus: 'in-progress',
    })
    expect((await callOf(phone)).state).toBe('in_progress')
    await voice.tell(attributeOf(dial.twiml, 'Dial', 'action'), {
      ...ours,
      DialCallStatus: 'completed',
      DialCallSid: 'CA00ff',
      DialCallDuration: '30',
      DialBridged: 'true',
    })
    await endAll()
    expect(await callOf(phone)).toMatchObject({ direction: 'out', state: 'completed', seconds: 30 })
    expect(placedTo(phone)).toHaveLength(1)
  })

  it('the provider’s answer is lost: the call is found by its list, and nobody is called twice', async () => {
    const { phone, row } = await start()
    voice.fail('drop_after')
    await product.api.post(`/conversations/${row.id}/call`, { clientId: `press-${phone}` })
    await until(
      async () => (await thread(phone)).at(-1)?.call?.state === 'ringing' && placedTo(phone).length === 1,
      'the call at the provider',
    )
    const sid = placedTo(phone)[0]?.sid
    await until(async () => {
      const { rows } = await product.flow.store.pool.query(
        'select external_id, place_state from calls where to_address = $1',
        [phone],
      )
      return rows[0]?.place_state === 'done' && rows[0]?.external_id === sid
    }, 'the call is linked')
    await endAll()
    expect((await callOf(phone)).state).toBe('no_answer')
    expect(placedTo(phone)).toHaveLength(1)
  })

  it('the line broke before the provider heard: it says so, and nobody is called by itself', async () => {
    const { phone, row } = await start()
    voice.fail('drop_before')
    await product.api.post(`/conversations/${row.id}/call`, { clientId: `press-${phone}` })
    const call = await until(async () => {
      const one = await callOf(phone)
      return one.state === 'failed' ? one : null
    }, 'the call failed')
    expect(call.problem?.reason).toMatch(/nobody was called/)
    expect(placedTo(phone)).toEqual([])
  })

  it('the provider refuses: the reason in words', async () => {
    const { phone, row } = await start()
    voice.fail({ status: 400, code: 21210 })
    await product.api.post(`/conversations/${row.id}/call`, { clientId: `press-${phone}` })
    const call = await until(async () => {
      const one = await callOf(phone)
      return one.state === 'failed' ? one : null
    }, 'the call failed')
    expect(call.problem).toEqual({
      reason: 'The number of the inbox does not belong to this Twilio account',
      action: expect.stringMatching(/Twilio/),
    })
  })

  it('nothing of a call is ever sent, and no text can be written into the line', async () => {
    const { row } = await start()
    const detail = (await product.api.get<Conversation>(`/conversations/${row.id}`)).body
    expect(detail.routes.map((r) => r.channel)).toEqual(['sms'])
    const refused = await product.api.post(`/conversations/${row.id}/messages`, {
      text: 'hello',
      inboxId: inbox.id,
    })
    const message = await until(async () => {
      const { items } = (await product.api.get<{ items: Message[] }>(`/conversations/${row.id}/messages`))
        .body
      return items.find((m) => m.text === 'hello' && m.status === 'failed')
    }, `the text fails (${refused.status})`)
    expect(message.error?.code).toBe('calls_only')
  })
})
