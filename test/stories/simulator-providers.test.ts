// Every channel has a place in the simulator, and there it speaks its provider's own protocol through the real doors: a
// customer's message is one message, the answer is on the phone, receipts move its state, and a forger gets nowhere.
import { describe, expect, it } from 'vitest'
import type { Channel } from '#channels/channel.ts'
import { channels } from '#channels/registry.ts'
import { findApp, findSimulated, providers } from '#simulator/registry.ts'
import { OPEN_OUTAGE_WAY } from '#simulator/ways.ts'
import { PIXEL_BYTES, uploadPixel } from '#test/harness/pixel.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Message } from '#wire/api/messages.ts'
import type {
  ReceiptMode,
  SimulatorItem,
  SimulatorMail,
  SimulatorOverview,
  SimulatorText,
  SimulatorThread,
} from '#wire/simulator.ts'

const QUESTION = 'How can I pay?'
const ANSWER = /card, cash or bank transfer/

it('has a place for every channel', () => {
  const without = channels.filter(
    ({ provider, capabilities: { channel, loggedByHand } }) =>
      // Where people write down what happened elsewhere, nothing comes or goes that could be simulated.
      !loggedByHand && findApp({ channel, provider }) === null,
  )
  expect(without.map((one) => one.id)).toEqual([])
  // And nothing is simulated that does not exist.
  const real = channels.map((one) => `${one.capabilities.channel} ${one.provider}`)
  const simulated = providers.flatMap((one) => one.channels.map((each) => `${each.channel} ${one.provider}`))
  expect(simulated.filter((one) => !real.includes(one))).toEqual([])
})

const { api, url } = await startProduct({ config: { sampleData: true } })

type Place = { inboxId: string; customer: string }
const overview = async () => (await api.get<SimulatorOverview>('/simulator')).body
const items = async ({ inboxId, customer }: Place): Promise<SimulatorText[]> => {
  const { body } = await api.get<SimulatorThread>(`/simulator/devices/${customer}/items`)
  return body.items.filter((one): one is SimulatorText => one.kind === 'text' && one.inboxId === inboxId)
}
const conversationOf = async ({ inboxId, customer }: Place): Promise<string | null> => {
  const { body } = await api.get<SimulatorThread>(`/simulator/devices/${customer}/items`)
  return body.conversations.find((one) => one.inboxId === inboxId)?.conversationId ?? null
}
const thread = async (place: Place): Promise<Message[]> => {
  const id = await conversationOf(place)
  return id ? (await api.get<{ items: Message[] }>(`/conversations/${id}/messages`)).body.items : []
}
const write = (place: Place, body: Record<string, unknown>) =>
  api.post<SimulatorText>(`/simulator/devices/${place.customer}/texts`, { inboxId: place.inboxId, ...body })
const behave = (place: Place, receipts: ReceiptMode) =>
  api.put(`/simulator/devices/${place.customer}/settings`, {
    receipts,
    lateSeconds: 1,
    carrierKeywords: false,
  })
const lastOut = async (place: Place) => (await thread(place)).findLast((m) => m.direction === 'out')
const reaches = (place: Place, ...statuses: string[]) =>
  until(
    async () => {
      const message = await lastOut(place)
      return message && statuses.includes(message.status) ? message : null
    },
    `a message that is ${statuses.join(' or ')}`,
  )
const got = (place: Place, text: RegExp) =>
  until(
    async () => (await items(place)).findLast((one) => one.from === 'business' && text.test(one.text)),
    `${String(text)} on the phone`,
  )
/** A person of the business answers. */
const answer = async (place: Place, body: Record<string, unknown>) =>
  api.post(`/conversations/${(await conversationOf(place)) ?? ''}/messages`, body)
async function connect(channel: string, provider: string): Promise<string> {
  const before = (await overview()).inboxes.map((one) => one.id)
  const made = await api.post<{ id: string }>('/simulator/inboxes', { channel, provider })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(before).not.toContain(made.body.id)
  return made.body.id
}

let lastNumber = 1_000
const newNumbers = () => Array.from({ length: 4 }, () => `+1212736${lastNumber++}`)
const find = ({ provider, capabilities: { channel } }: Channel) => findSimulated({ channel, provider })
const simulated = channels.filter(find)
const mail = simulated.filter((one) => one.capabilities.addressKind === 'email')
const reviews = simulated.filter((one) => find(one)?.reviews)
/** Reviews and calls have stories of their own: simulator-reviews-calls.test.ts, calls-simulator.test.ts. */
const chats = simulated.filter(
  (one) => !mail.includes(one) && !reviews.includes(one) && one.capabilities.writes !== false,
)

describe.each(chats.map((one) => [one.id, one] as const))('%s', (_id, channel) => {
  const { provider, capabilities } = channel
  // Who has a number is on many channels, and what one learns of it the others know: so each gets numbers of its own.
  const people = capabilities.addressKind === 'phone' ? newNumbers() : ['riley', 'noor', 'callum']
  const place: Place = { inboxId: '', customer: people[0] ?? '' }
  const done = capabilities.receipts.delivered ? 'delivered' : 'sent'

  it('is connected with one click, with settings that the channel takes', async () => {
    place.inboxId = await connect(capabilities.channel, provider)
    const { inboxes, offers } = await overview()
    const inbox = inboxes.find((one) => one.id === place.inboxId)
    expect(inbox?.ways.map((way) => way.mode)).toContain('normal')
    expect(
      offers.find((one) => one.channel === capabilities.channel && one.provider === provider)?.added,
    ).toBe(true)
    // The form of the inbox can be saved as it is.
    const stored = (await api.get(`/inboxes/${place.inboxId}`)).body
    expect(stored.sample).toBe(true)
    const saved = await api.patch(`/inboxes/${place.inboxId}`, { settings: stored.settings })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  })

  it('passes the test of the inbox: its credentials and its sender are right', async () => {
    const { body } = await api.post<{ steps: { step: string; ok: boolean | null; detail: string }[] }>(
      `/inboxes/${place.inboxId}/test`,
    )
    const asked = body.steps.filter((one) => one.step === 'credentials' || one.step === 'sender')
    expect(asked.filter((one) => one.ok !== true && channel.probe)).toEqual([])
  })

  it('a message, three times at once, is one; the answer is on the phone, and its state moves', async () => {
    const sent = await write(place, { text: QUESTION, copies: 3 })
    expect(sent.body.answers.map((one) => one.status)).toEqual([200, 200, 200])
    const ours = await reaches(place, done, 'read')
    expect(ours.text).toMatch(ANSWER)
    await got(place, ANSWER)
    const messages = await thread(place)
    expect(messages.map((one) => one.author.kind)).toEqual(['contact', 'ai'])
    expect(messages[0]?.text).toBe(QUESTION)
    expect((await items(place)).map((one) => one.from)).toEqual(['customer', 'business'])
  })

  it('a forged message is refused and leaves nothing', async () => {
    const { length: before } = await thread(place)
    const forged = await write(place, { text: 'I am not who I say I am', signature: 'wrong' })
    expect(forged.body).toMatchObject({ status: 'refused', answers: [{ status: 403 }] })
    expect(await thread(place)).toHaveLength(before)
  })

  it('pictures go both ways', async () => {
    await write(place, { text: 'Look', picture: { from: 'album', name: 'leak' } })
    const picture = await until(async () => {
      const message = (await thread(place)).find(
        (one) => one.direction === 'in' && one.attachments.length > 0,
      )
      const [attachment] = message?.attachments ?? []
      return attachment?.id ? attachment : null
    }, 'the picture in the thread')
    expect(picture).toMatchObject({ type: 'image/png', problem: null })
    // The person's answer is the last, after whatever the AI says to a picture.
    await until(async () => (await lastOut(place))?.text !== undefined, 'an answer')
    const wordless = capabilities.captionLength === 0 || /^(messenger|instagram)$/.test(capabilities.channel)
    const text = wordless ? '' : 'Here you are'
    const sent = await answer(place, { text, attachments: [await uploadPixel(url)] })
    expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300)
    const shown = await until(
      async () => (await items(place)).findLast((one) => one.from === 'business' && one.files.length > 0),
      'the picture on the phone',
    )
    expect(shown.files[0]).toMatchObject({ type: 'image/png', size: PIXEL_BYTES })
  })

  it('what goes wrong is told in the words of the provider', async () => {
    const { inboxes } = await overview()
    const ways = inboxes.find((one) => one.id === place.inboxId)?.ways.map((way) => way.mode) ?? []
    const wrong = (['unknown_address', 'filtered', 'opted_out'] as const).filter((mode) =>
      ways.includes(mode),
    )
    expect(wrong.length).toBeGreaterThan(0)
    // Each on a phone of its own: what is learned of an address stays.
    for (const [n, mode] of wrong.entries()) {
      const other = { inboxId: place.inboxId, customer: people[n + 1] ?? '' }
      await behave(other, mode)
      await write(other, { text: QUESTION })
      const failed = await reaches(other, 'failed', 'undelivered')
      const code = findSimulated({ channel: capabilities.channel, provider })?.ways[mode]?.fails?.code
      if (code) expect(failed.error?.code, mode).toBe(code)
      else expect(failed.error?.reason, mode).toBeTruthy()
      await behave(other, 'normal')
    }
  })

  it('while it is down the message waits, or a person is asked; nothing is sent twice', async () => {
    const open = findSimulated({ channel: capabilities.channel, provider })?.ways.outage === OPEN_OUTAGE_WAY
    const count = (await items(place)).length
    await behave(place, 'outage')
    const { body } = await answer(place, { text: 'We are here until five.' })
    const held = await until(async () => {
      const message = await lastOut(place)
      if (message?.id !== body.id || !message?.error) return null
      return !open || message.status === 'failed' ? message : null
    }, 'a failed attempt')
    expect(await items(place)).toHaveLength(count)
    await behave(place, 'normal')
    if (open) {
      expect(held.error?.code).toBe('unknown')
      expect((await api.post(`/messages/${held.id}/retry`)).status).toBeLessThan(300)
    }
    await until(async () => (await items(place)).length > count, 'the message on the phone')
    expect((await reaches(place, done, 'read')).text).toBe('We are here until five.')
    expect(await items(place)).toHaveLength(count + 1)
  })

  it('where its answer is lost, its own word settles it, or a person is asked', async () => {
    const count = (await items(place)).length
    await behave(place, 'no_answer')
    const { body } = await answer(place, { text: 'And on Saturdays until one.' })
    const settled = await until(async () => {
      const message = await lastOut(place)
      if (message?.id !== body.id) return null
      // Where nobody tells of delivery, an echo tells that it went, or a person is asked.
      const ends = capabilities.receipts.delivered ? ['delivered', 'read'] : ['sent', 'read', 'failed']
      return message && ends.includes(message.status) ? message : null
    }, 'an end')
    if (settled.status === 'failed') expect(settled.error?.code).toBe('unknown')
    await behave(place, 'normal')
    expect(await items(place)).toHaveLength(count + 1)
  })

  it('what the customer has looked at is read, where the program says so', async () => {
    if (!findSimulated({ channel: capabilities.channel, provider })?.tellsRead) return
    expect(capabilities.receipts.read).toBe(true)
    // On the phone it has arrived, whatever the business is told of that.
    const message = await answer(place, { text: 'Did you see this?' })
    await until(
      async () =>
        (await items(place)).some((one) => one.text === 'Did you see this?' && one.status === 'delivered'),
      'the message on the phone',
    )
    const looked = await api.post(`/simulator/devices/${place.customer}/read`, { inboxId: place.inboxId })
    expect(looked.status).toBe(204)
    expect((await reaches(place, 'read')).id).toBe(message.body.id)
  })

  const act = (itemId: string | undefined, body: Record<string, unknown>) =>
    api.post<{ item: SimulatorItem; answers: { status: number }[] }>(
      `/simulator/devices/${place.customer}/gestures`,
      { itemId, ...body },
    )
  const gestures = findSimulated({ channel: capabilities.channel, provider })?.gestures ?? []
  const own = async () => (await items(place)).find((one) => one.from === 'customer')
  const becomes = <T>(seen: (all: Message[]) => T | null | undefined | false, what: string) =>
    until(async () => seen(await thread(place)) || null, what)

  it.each(['reaction', 'edit', 'unsend'] as const)('no %s where the program has none', async (what) => {
    if (gestures.includes(what)) return
    const body = { reaction: { emoji: '👍' }, edit: { text: 'No' }, unsend: {} }[what]
    expect((await act((await own())?.id, { what, ...body })).status).toBe(400)
  })

  it.runIf(gestures.includes('reaction'))(
    'a reaction stands on our message, until it is taken back',
    async () => {
      const ours = (await items(place)).findLast((one) => one.from === 'business' && ANSWER.test(one.text))
      const reacted = await act(ours?.id, { what: 'reaction', emoji: '👍' })
      expect(reacted.body.answers).toEqual([{ status: 200, note: null }])
      const message = await becomes((all) => all.find((one) => one.reactions.length > 0), 'a reaction')
      expect(message).toMatchObject({ direction: 'out', reactions: [{ emoji: '👍' }] })
      await act(ours?.id, { what: 'reaction', emoji: null })
      await becomes((all) => all.every((one) => one.reactions.length === 0), 'no reaction')
    },
  )

  it.runIf(gestures.includes('edit'))('an edit changes what the message says, and it says so', async () => {
    const edited = await act((await own())?.id, { what: 'edit', text: 'How can I pay you?' })
    expect(edited.body.answers).toEqual([{ status: 200, note: null }])
    const message = await becomes((all) => all.find((one) => one.edited !== null), 'an edit')
    expect(message).toMatchObject({ direction: 'in', text: 'How can I pay you?' })
  })

  // Only where the product offers answers to tap: elsewhere there is nothing to be tapped.
  it.runIf(gestures.includes('choice') && capabilities.choices)(
    'a tapped answer is a message of the customer',
    async () => {
      const choices = [
        { id: 'morning', title: 'Morning' },
        { id: 'evening', title: 'Evening' },
      ]
      const asked = await answer(place, { text: 'When would you like to come?', choices })
      expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300)
      const shown = await until(
        async () => (await items(place)).find((one) => one.choices.length === 2 && one.status !== 'queued'),
        'the choices on the phone',
      )
      const tapped = await act(shown.id, { what: 'choice', choiceId: shown.choices[1]?.id })
      expect(tapped.body.answers).toEqual([{ status: 200, note: null }])
      const message = await becomes(
        (all) => all.find((one) => one.direction === 'in' && one.text.includes('Evening')),
        'the tapped answer',
      )
      expect(message.author.kind).toBe('contact')
    },
  )

  it.runIf(gestures.includes('unsend'))('what is taken back is gone from the thread', async () => {
    const first = await own()
    const taken = await act(first?.id, { what: 'unsend' })
    expect(taken.body.answers).toEqual([{ status: 200, note: null }])
    const message = await becomes((all) => all.find((one) => one.unsent !== null), 'a message taken back')
    expect(message).toMatchObject({ direction: 'in', text: '', attachments: [] })
  })
})

describe.each(mail.map((one) => [one.id, one] as const))('%s', (_id, channel) => {
  const { provider, capabilities } = channel
  const place: Place = { inboxId: '', customer: 'riley' }
  const ways = findSimulated({ channel: capabilities.channel, provider })?.ways ?? {}
  // Mail services say nothing of what arrived; carriers of mail do.
  const done = capabilities.receipts.delivered ? 'delivered' : 'sent'
  const write = ({ customer }: Place, text: string) =>
    api.post<SimulatorMail>(`/simulator/devices/${customer}/mails`, {
      inboxId: place.inboxId,
      subject: 'Paying',
      text,
    })
  const box = async ({ customer }: Place) =>
    (await api.get<SimulatorThread>(`/simulator/devices/${customer}/items`)).body.items.filter(
      (one): one is SimulatorMail => one.kind === 'mail' && one.inboxId === place.inboxId,
    )

  it('is connected with one click, and passes the test of the inbox', async () => {
    place.inboxId = await connect(capabilities.channel, provider)
    const stored = (await api.get(`/inboxes/${place.inboxId}`)).body
    const saved = await api.patch(`/inboxes/${place.inboxId}`, { settings: stored.settings })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    const { body } = await api.post<{ steps: { step: string; ok: boolean | null }[] }>(
      `/inboxes/${place.inboxId}/test`,
    )
    const asked = body.steps.filter((one) => one.step === 'credentials' || one.step === 'sender')
    expect(asked.map((one) => one.ok)).toEqual([true, true])
  })

  it('a mail is one message, its answer is in the mailbox and in its thread, and arrives', async () => {
    const sent = await write(place, QUESTION)
    expect(sent.body.answers, JSON.stringify(sent.body)).toEqual([
      { status: provider === 'graph' ? 202 : 200, note: null },
    ])
    const ours = await reaches(place, done)
    expect(ours.text).toMatch(ANSWER)
    const answered = await until(
      async () => (await box(place)).find((one) => one.from === 'business'),
      'the answer in the mailbox',
    )
    expect(answered).toMatchObject({ subject: 'Re: Paying', inReplyTo: sent.body.messageId })
    expect((await thread(place)).map((one) => one.direction)).toEqual(['in', 'out'])
  })

  it('a mailbox that does not exist sends it back, and the reason is told', async () => {
    const other = { inboxId: place.inboxId, customer: 'noor' }
    await behave(other, 'unknown_address')
    await write(other, QUESTION)
    expect((await reaches(other, 'failed')).error?.reason).toBeTruthy()
    await behave(other, 'normal')
    expect((await box(other)).filter((one) => one.from === 'business')).toEqual([])
    if (!ways.filtered?.fails) return
    await behave(other, 'filtered')
    await answer(other, { text: 'Is this better?' })
    const refused = await until(async () => {
      const message = await lastOut(other)
      return message?.text === 'Is this better?' && message.status === 'failed' ? message : null
    }, 'the refusal')
    expect(refused.error?.reason).toBeTruthy()
    await behave(other, 'normal')
  })

  it.runIf(ways.opted_out?.complains)(
    'a mail that its reader reports as spam has arrived, and is marked',
    async () => {
      // Nobody else's address: whoever complains gets no more mail from anywhere.
      const other = { inboxId: place.inboxId, customer: `lee.${provider}@park.example` }
      await behave(other, 'opted_out')
      await write(other, QUESTION)
      const marked = await until(async () => {
        const message = await lastOut(other)
        return message?.error?.code === 'complaint' ? message : null
      }, 'the complaint')
      expect(marked.status).toBe('delivered')
      expect((await box(other)).filter((one) => one.from === 'business')).toHaveLength(1)
      expect((await answer(other, { text: 'Are you sure?' })).status).toBe(422)
    },
  )

  it('a blind copy lies in its mailbox, and nobody else sees to whom it went', async () => {
    const hidden = `boss.${provider}@park.example`
    await answer(place, { text: 'For two of you.', recipients: { bcc: [hidden] } })
    const boxOf = (customer: string) => async () =>
      (await box({ ...place, customer })).find((one) => one.from === 'business' && /For two/.test(one.text))
    const copies = [
      await until(boxOf('riley'), 'the mail of the customer'),
      await until(boxOf(hidden), 'the blind copy'),
    ]
    expect(JSON.stringify(copies[0])).not.toContain(hidden)
    expect(copies[0]?.messageId).toBe(copies[1]?.messageId)
  })
})
