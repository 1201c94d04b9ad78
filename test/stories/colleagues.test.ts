// A page at which others answer too: colleagues in Meta's own inbox, another app in the same conversation, and a person
// after the 24 hours.
import { describe, expect, it } from 'vitest'
import { makeOwner } from '#test/browser/owner.ts'
import { QUESTION, startPaging } from '#test/harness/paging.ts'
import { until } from '#test/harness/product.ts'
import type { Turn } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const page = await startPaging('messenger')
const { api } = page.product
const owner = await makeOwner(page.product)
const PAGE_INBOX = 26_390_203_743_090

const out = async (who: string) => (await page.thread(who)).filter((m) => m.direction === 'out')
const turns = async (who: string) =>
  (await api.get<{ items: Turn[] }>(`/conversations/${(await page.conversation(who))?.id}/turns`)).body.items
/** Writes as the signed-in member; the answer's status, and what the gate said. */
const writeAsMember = async (who: string, text: string) => {
  const { id } = (await page.conversation(who)) ?? { id: '' }
  const answer = await fetch(`${page.product.url}/api/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: owner.cookie },
    body: JSON.stringify({ text }),
  })
  return { status: answer.status, text: await answer.text() }
}

describe('a colleague answers in Meta’s inbox', () => {
  it('and it stands in the thread, once, and the AI stays out', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    const mid = page.newMid()
    const echo = page.echo(who, { mid, text: 'I am on it.', app_id: PAGE_INBOX })
    await Promise.all([page.tell(echo), page.tell(echo), page.tell(echo, echo)])
    const [, theirs, ...more] = await out(who)
    expect(more).toEqual([])
    expect(theirs).toMatchObject({
      text: 'I am on it.',
      status: 'sent',
      author: { kind: 'phone', name: 'Somebody in Meta’s inbox' },
    })
    expect(await page.conversation(who)).toMatchObject({
      handler: 'human',
      handledBy: 'Somebody in Meta’s inbox',
    })
    await page.write(who, QUESTION)
    await until(async () => (await turns(who)).some((t) => t.outcome === 'silent'), 'the AI to stay out')
    expect(page.sentTo(who)).toHaveLength(1)
  })

  it('and takes it back there', async () => {
    const who = page.newCustomer()
    await page.write(who, QUESTION)
    await page.reaches(who, 'sent')
    const mid = page.newMid()
    await page.tell(page.echo(who, { mid, text: 'Wrong window!', app_id: PAGE_INBOX }))
    await page.tell(page.echo(who, { mid, is_deleted: true, app_id: PAGE_INBOX }))
    expect((await out(who)).at(-1)).toMatchObject({ text: '', unsent: expect.any(String) })
  })
})

describe('our own message comes back', () => {
  it('before Meta has answered the send, and is no second one', async () => {
    const who = page.newCustomer()
    const release = page.meta.holdAnswerTo(who)
    await page.write(who, QUESTION)
    const ours = await until(() => page.sentTo(who)[0], 'the message at Meta')
    // Once as Messenger sends it, with our id, and once as Instagram does, with its words only.
    await page.tell(page.echo(who, { mid: ours.mid, ...ours.message, app_id: 1 }))
    await page.tell(page.echo(who, { mid: ours.mid, text: ours.message.text, app_id: 1 }))
    release()
    await page.reaches(who, 'sent')
    expect(await out(who)).toHaveLength(1)
    expect((await page.conversation(who))?.handler).toBe('ai')
  })

  it('while a colleague writes something else, and each is what it is', async () => {
    const who = page.newCustomer()
    const release = page.meta.holdAnswerTo(who)
    await page.write(who, QUESTION)
    const ours = await until(() => page.sentTo(who)[0], 'the message at Meta')
    await page.tell(
      page.echo(who, { mid: page.newMid(), text: 'Hold on, I know her.', app_id: PAGE_INBOX }),
      page.echo(who, { mid: ours.mid, text: ours.message.text, app_id: 1 }),
    )
    release()
    await until(async () => (await out(who)).every((m) => m.status === 'sent'), 'both to be sent')
    expect((await out(who)).map((m) => m.author.kind)).toEqual(['ai', 'phone'])
    expect((await page.conversation(who))?.handler).toBe('human')
  })
})

describe('another app answers in the conversation', () => {
  const deliver = (events: unknown[]) =>
    page.meta.deliverEntries(page.inbox.webhookUrl, [{ id: page.meta.accountId, time: 1, standby: events }])

  it('what is said there is seen, and no machine of ours joins in', async () => {
    const who = page.newCustomer()
    await deliver([page.event(who, { message: { mid: page.newMid(), text: `${QUESTION} (${who})` } })])
    const silent = await until(
      async () => (await page.conversation(who)) && (await turns(who)).find((t) => t.outcome === 'silent'),
      'the AI to stay silent',
    )
    expect(silent.reasons[0]?.text).toContain('Another app answers')
    await deliver([page.echo(who, { mid: page.newMid(), text: 'I am a bot.', app_id: 99_999 })])
    expect((await out(who)).map((m) => [m.author.name, m.text])).toEqual([['Another app', 'I am a bot.']])
    expect(page.sentTo(who)).toEqual([])
  })

  it('a person who writes takes it over, where Meta lets them', async () => {
    const who = page.newCustomer()
    await deliver([page.event(who, { message: { mid: page.newMid(), text: `Hello? (${who})` } })])
    page.meta.taken.add(who)
    await writeAsMember(who, 'I am here.')
    await page.reaches(who, 'sent')
    expect(page.sentTo(who)[0]).toMatchObject({ type: 'RESPONSE', message: { text: 'I am here.' } })
  })

  it('and where it does not, they are told why', async () => {
    const who = page.newCustomer()
    await deliver([page.event(who, { message: { mid: page.newMid(), text: `Hello? (${who})` } })])
    page.meta.taken.add(who)
    page.meta.mayTake = false
    await writeAsMember(who, 'I am here.')
    const failed = await page.reaches(who, 'failed')
    page.meta.mayTake = true
    expect(failed.error).toMatchObject({ code: '10/2018300', reason: expect.stringContaining('Another app') })
  })

  it('a conversation that changes hands is told under the inbox', async () => {
    const who = page.newCustomer()
    await page.tell(page.event(who, { pass_thread_control: { new_owner_app_id: '123456789' } }))
    const { items } = (await api.get<{ items: Inbox[] }>('/inboxes')).body
    expect(JSON.stringify(items.find((one) => one.id === page.inbox.id))).toContain('123456789')
  })
})

describe('after the 24 hours', () => {
  const HOUR = 3_600_000
  const wroteBefore = async (hours: number) => {
    const who = page.newCustomer()
    const message = { mid: page.newMid(), text: `${QUESTION} (${who})` }
    await page.tell(page.event(who, { timestamp: Date.now() - hours * HOUR, message }))
    await until(() => page.conversation(who), 'the conversation')
    return who
  }
  const allow = async (humanAgent: boolean) => {
    const { status } = await api.patch(`/inboxes/${page.inbox.id}`, { settings: { humanAgent } })
    expect(status).toBe(200)
  }

  it('nobody answers without the permission, and is told so', async () => {
    const who = await wroteBefore(30)
    const refused = await writeAsMember(who, 'Sorry for the delay.')
    const [way] = (await page.detail(who)).routes
    expect(way).toMatchObject({ usable: false, why: expect.stringContaining('24 hours') })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('24 hours')])
    expect(page.sentTo(who)).toEqual([])
  })

  it('a person answers under the rule for human agents; the AI and programs never', async () => {
    await allow(true)
    const who = await wroteBefore(30)
    const dropped = await until(async () => (await out(who))[0], 'what the AI wrote')
    expect([dropped.author.kind, dropped.status]).toEqual(['ai', 'canceled'])
    const byProgram = await api.post(`/conversations/${(await page.conversation(who))?.id}/messages`, {
      text: 'Hi',
    })
    expect(byProgram.status).toBe(422)
    const [way] = (await page.detail(who)).routes
    expect(way).toMatchObject({ usable: true, why: expect.stringContaining('people may still answer') })
    expect((await writeAsMember(who, 'Sorry for the delay.')).status).toBe(201)
    await page.reaches(who, 'sent')
    expect(page.sentTo(who)).toMatchObject([
      { type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { text: 'Sorry for the delay.' } },
    ])
    const late = await wroteBefore(8 * 24)
    expect((await writeAsMember(late, 'Sorry.')).status).toBe(422)
    expect(page.sentTo(late)).toEqual([])
    await allow(false)
  })

  it('within them a person’s answer carries no tag', async () => {
    await allow(true)
    const who = await wroteBefore(1)
    await page.reaches(who, 'sent')
    await writeAsMember(who, 'At once.')
    const mine = await until(() => page.sentTo(who)[1], 'the person’s answer')
    expect([mine.type, mine.tag]).toEqual(['RESPONSE', undefined])
    await allow(false)
  })
})
