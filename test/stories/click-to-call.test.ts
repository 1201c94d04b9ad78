// A member calls out of the thread, over a Twilio that loses answers and refuses.
import { describe, expect, it } from 'vitest'
import { attributeOf } from '#test/fakes/voice-server.ts'
import { ANA, OFFICE, startCalling } from '#test/harness/calling.ts'
import { until } from '#test/harness/product.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import type { Message } from '#wire/api/messages.ts'

const { voice, product, inbox, newCustomer, rowOf, thread, callOf, missCall } = await startCalling()

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
