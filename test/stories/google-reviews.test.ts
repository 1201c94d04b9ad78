// A business and its reviews on Google: asked for and pushed, answered in public, changed, taken back.
import { afterAll, describe, expect, it } from 'vitest'
import { createIngest } from '#flow/2-ingest.ts'
import { runChores } from '#flow/chores.ts'
import { startGoogleFake } from '#test/fakes/google-server.ts'
import { startProduct, until } from '#test/harness/product.ts'
import type { Conversation, ConversationRow } from '#wire/api/conversations.ts'
import type { Message, Turn } from '#wire/api/messages.ts'
import type { Inbox } from '#wire/api/settings.ts'

const google = await startGoogleFake()
afterAll(() => google.stop())
google.write('old', 5, 'Lovely people', 'Ida')
google.answerThere('old', 'Thank you, Ida')
google.write('open', 2, 'Nobody answered the phone', 'Ben')
const product = await startProduct()
const { api, flow } = product
const ingest = createIngest(flow)
const made = await api.post<Inbox>('/inboxes', {
  channel: 'google_business',
  provider: 'google',
  name: 'Reviews',
  address: '',
  settings: { ...google.settings, apiBase: google.url },
})
const webhookUrl = made.body.webhookUrl

const list = async () => (await api.get<{ items: ConversationRow[] }>('/conversations?limit=100')).body.items
const find = async (name: string) => (await list()).find((c) => c.contact.name === name)
const reviewOf = (name: string) => until(() => find(name), `a review of ${name}`)
const thread = async (name: string): Promise<Message[]> => {
  const conversation = await find(name)
  if (!conversation) return []
  return (await api.get<{ items: Message[] }>(`/conversations/${conversation.id}/messages`)).body.items
}
/** As five minutes later: whoever takes the chore, here or in the worker, has done it when this resolves. */
const poll = async () => {
  const due = `update inbox_chores set next_at = '-infinity', ran_at = null returning name`
  await until(async () => (await flow.store.run('test-due', due, [])).length > 0, 'the chore to be planned')
  await runChores(flow, ingest)
  const open = 'select 1 from inbox_chores where ran_at is null'
  await until(async () => (await flow.store.run('test-ran', open, [])).length === 0, 'the chore to have run')
}

describe('when it is connected', () => {
  it('what nobody has answered waits for an answer, with its stars', async () => {
    expect(made.status).toBe(201)
    await runChores(flow, ingest)
    const conversation = await reviewOf('Ben')
    expect(conversation).toMatchObject({ preview: '★★☆☆☆\nNobody answered the phone', lastDirection: 'in' })
    expect(conversation.contact.display).toBe('Google review')
    expect(await thread('Ben')).toMatchObject([
      { direction: 'in', review: { rating: 2, edited: false }, text: '★★☆☆☆\nNobody answered the phone' },
    ])
  })

  it('what was answered before stands as history, with its stars too', async () => {
    await reviewOf('Ida')
    expect(await thread('Ida')).toMatchObject([
      { direction: 'in', review: { rating: 5, edited: false }, text: '★★★★★\nLovely people' },
      { direction: 'out', review: null, text: 'Thank you, Ida' },
    ])
    expect(await find('Ida')).toMatchObject({ unread: 0 })
  })

  it('the AI says nothing in public, and says why', async () => {
    const { id } = await reviewOf('Ben')
    const turn = await until(
      async () => (await api.get<{ items: Turn[] }>(`/conversations/${id}/turns`)).body.items[0],
      'the turn that stayed silent',
    )
    expect(turn).toMatchObject({ outcome: 'silent', reasons: [{ code: 'public_replies' }] })
    const { body } = await api.get<Conversation>(`/conversations/${id}`)
    expect(body.ai.reasons.map((r) => r.text)).toContain(
      'Answers on Google reviews are public: people write them',
    )
    // So it is on the list of what people have to do.
    expect(body).toMatchObject({ handler: 'human', requiresAction: true })
    expect(google.puts()).toBe(0)
  })

  it('its test says how many stars it has', async () => {
    const { body } = await api.post(`/inboxes/${made.body.id}/test`)
    expect(body.steps).toContainEqual(
      expect.objectContaining({ step: 'sender', ok: true, detail: 'It has 2 reviews, 4.0 stars.' }),
    )
  })
})

describe('a push', () => {
  it('brings a new review at once, and ten of it bring one', async () => {
    google.write('new', 4, 'Quick and kind', 'Mara')
    const answers = await Promise.all(Array.from({ length: 10 }, () => google.push(webhookUrl, 'new')))
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200))
    await reviewOf('Mara')
    expect(await thread('Mara')).toHaveLength(1)
  })

  it('of another service account, or with a key that Google does not publish, is refused and fetches nothing', async () => {
    const before = google.asked()
    expect((await google.push(webhookUrl, 'new', { email: 'evil@x.iam.gserviceaccount.com' })).status).toBe(
      403,
    )
    expect((await google.push(webhookUrl, 'new', { kid: 'forged' })).status).toBe(403)
    expect((await fetch(webhookUrl, { method: 'POST', body: '{}' })).status).toBe(403)
    expect(google.asked()).toBe(before)
  })
})

describe('an answer', () => {
  it('stands under the review once, and what Google then tells of it is no other', async () => {
    const { id } = await reviewOf('Mara')
    expect((await api.post(`/conversations/${id}/messages`, { text: 'Thank you, Mara!' })).status).toBe(201)
    await until(async () => (await thread('Mara'))[1]?.status === 'delivered', 'the answer to be there')
    expect(google.replyOf('new')).toBe('Thank you, Mara!')
    await poll()
    expect((await thread('Mara')).map((m) => m.text)).toEqual(['★★★★☆\nQuick and kind', 'Thank you, Mara!'])
  })

  it('whose answer was lost is not doubled', async () => {
    const { id } = await reviewOf('Mara')
    google.dropNext()
    await api.post(`/conversations/${id}/messages`, { text: 'Thank you very much, Mara!' })
    await until(
      async () => ['sent', 'delivered'].includes((await thread('Mara'))[2]?.status ?? ''),
      'the changed answer to be there',
    )
    await poll()
    expect(google.replyOf('new')).toBe('Thank you very much, Mara!')
    expect(await thread('Mara')).toHaveLength(3)
  })

  it('is taken back: the newest only', async () => {
    const [, first, second] = await thread('Mara')
    expect((await api.post(`/messages/${first?.id}/withdraw`)).status).toBe(409)
    expect((await api.post(`/messages/${second?.id}/withdraw`)).status).toBe(200)
    expect(google.replyOf('new')).toBeNull()
    expect((await thread('Mara'))[2]).toMatchObject({ unsent: expect.any(String), text: '' })
    // What was taken back already is no fault.
    expect((await api.post(`/messages/${second?.id}/withdraw`)).status).toBe(200)
  })

  it('that somebody wrote at Google comes as theirs', async () => {
    google.answerThere('open', 'Sorry, Ben. Call us again?')
    await poll()
    const messages = await until(async () => {
      const all = await thread('Ben')
      return all.length === 2 && all
    }, 'the answer from there')
    expect(messages[1]).toMatchObject({
      direction: 'out',
      author: { kind: 'phone' },
      text: 'Sorry, Ben. Call us again?',
    })
  })

  it('to a review that is gone says so', async () => {
    google.write('brief', 1, 'Bad', 'Nils')
    await poll()
    const { id } = await reviewOf('Nils')
    const { body } = await api.get<Conversation>(`/conversations/${id}`)
    expect(body.routes[0]).toMatchObject({ usable: true, label: 'Google reviews' })
    google.remove('brief')
    await api.post(`/conversations/${id}/messages`, { text: 'We are sorry' })
    const failed = await until(
      async () => (await thread('Nils')).find((m) => m.status === 'failed'),
      'the answer that failed',
    )
    expect(failed.error?.reason).toBe('The review is no longer there')
  })
})

it('a review that its author changes is another message, marked as edited', async () => {
  google.write('new', 1, 'It broke again', 'Mara')
  await poll()
  const messages = await thread('Mara')
  expect(messages.at(-1)).toMatchObject({
    direction: 'in',
    text: '★☆☆☆☆\nIt broke again',
    review: { rating: 1, edited: true },
  })
  await poll()
  expect(await thread('Mara')).toHaveLength(messages.length)
})

it('a withdrawn consent is told under the inbox’s health, and goes when it is given again', async () => {
  const health = async () => JSON.stringify((await api.get<Inbox>(`/inboxes/${made.body.id}`)).body.health)
  google.withdrawConsent(true)
  // The token that is held is turned down, and there is no other.
  await poll()
  expect(await health()).toContain('Token has been revoked')
  google.withdrawConsent(false)
  const again = { settings: { refreshToken: 'the-next-refresh-token' } }
  expect((await api.patch(`/inboxes/${made.body.id}`, again)).status).toBe(200)
  await poll()
  expect(await health()).not.toContain('Token has been revoked')
})
