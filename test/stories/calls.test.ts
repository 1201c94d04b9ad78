// The telephone rings: answered, missed, with a voicemail, over a Twilio that repeats itself.
import { describe, expect, it } from 'vitest'
import { attributeOf, makeTone } from '#test/fakes/voice-server.ts'
import { OFFICE, startCalling } from '#test/harness/calling.ts'
import { until } from '#test/harness/product.ts'
import type { Call } from '#wire/api/calls.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'

const { voice, texts, product, inbox, newCustomer, rowOf, thread, callOf, answerCall, missCall, hangUp } =
  await startCalling()

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
  it('the caller leaves a voicemail: unread, requires action, and a text goes back once', async () => {
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
