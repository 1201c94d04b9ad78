import { describe, expect, it } from 'vitest'
import type { ChannelIo, InboxAccount, OutgoingMessage } from '#channels/channel.ts'
import { outgoingMessage } from '#test/harness/outgoing-message.ts'
import type { Dialect } from './dialect.ts'
import { reconcile, sendOf } from './send.ts'
import { signalOf } from './signal.ts'

const dialect: Dialect = {
  network: 'messenger',
  label: 'Messenger',
  object: 'page',
  api: 'https://graph.example',
  account: { field: 'pageId', label: 'Page ID', help: '' },
  maxText: { unit: 'characters', count: 2_000 },
  attachmentType: (type) =>
    type.startsWith('image/') ? 'image' : type === 'application/zip' ? null : 'file',
  self: { node: 'id', fields: 'id' },
  tokenDays: null,
  profileFields: 'name',
  elsewhere: 'Somebody in Meta’s inbox',
  carriesMetadata: true,
}
const inBytes: Dialect = { ...dialect, maxText: { unit: 'bytes', count: 1_000 }, carriesMetadata: false }
const account: InboxAccount = {
  id: 'ibx_1',
  workspaceId: 'ws_1',
  key: 'k3y',
  channel: 'messenger',
  provider: 'meta',
  name: 'Page',
  address: '',
  settings: { pageId: '100200300', accessToken: 'token', appSecret: 'secret', verifyToken: 'v' },
}
const message = (more: Partial<OutgoingMessage> = {}) =>
  outgoingMessage({ to: 'messenger:7700', text: 'Tuesday at 10:00 is free.', ...more })
const file = (type = 'image/png') => ({
  name: 'a',
  type,
  size: 3,
  read: () => Promise.resolve(new Uint8Array(3)),
  publicUrl: 'https://desk.example/file',
})

/** An API that answers one call after the other, as told. */
function api(...answers: (() => Promise<Response>)[]) {
  const bodies: unknown[] = []
  const io: ChannelIo = {
    fetch: (_input, init) => {
      bodies.push(JSON.parse(typeof init?.body === 'string' ? init.body : 'null'))
      const answer = answers[bodies.length - 1]
      if (!answer) throw new Error('one call too many')
      return answer()
    },
    now: () => new Date('2026-11-21T12:00:00Z'),
    webhookUrl: 'https://desk.example/webhooks/meta/k3y',
    apiBase: null,
    secret: 'secret',
  }
  return { io, bodies }
}
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }))
const sent = (id: string) => json(200, { recipient_id: '7700', message_id: id })
const refusal = (status: number, code: number, subcode?: number, said = 'Meta’s own words') =>
  json(status, { error: { message: said, type: 'OAuthException', code, error_subcode: subcode } })
const send = (answer: () => Promise<Response>) => sendOf(dialect)(message(), account, api(answer).io)

describe('a refusal', () => {
  it.each([
    [400, 10, 2018278, undefined, /24 hours/],
    [400, 10, 2534022, undefined, /24 hours/],
    [400, 10, 1893063, undefined, /restricted/],
    [403, 10, undefined, undefined, /permission/],
    [400, 100, 2018001, 'address_unusable', /no longer knows/],
    [400, 100, 2534014, 'address_unusable', /no longer knows/],
    [400, 551, 1545041, undefined, /blocked/],
    [400, 551, undefined, undefined, /blocked/],
    [400, 200, 1545041, undefined, /blocked/],
    [400, 100, 2018008, undefined, /fetch the file/],
    [400, 190, undefined, undefined, /access token/],
    [400, 9999, undefined, undefined, /Meta’s own words/],
  ])('HTTP %s, %s/%s is a rejection (%s)', async (status, code, subcode, effect, reason) => {
    const result = await send(refusal(status, code, subcode))
    expect(result).toMatchObject({
      outcome: 'rejected',
      error: { reason: expect.stringMatching(reason), action: expect.stringMatching(/\w/) },
    })
    expect('effect' in result ? result.effect : undefined).toBe(effect)
  })

  it('outside the window is told by its words too', async () => {
    const said = '(#10) This message is sent outside of the allowed window. Learn more.'
    expect(await send(refusal(400, 10, undefined, said))).toMatchObject({
      outcome: 'rejected',
      error: { code: '10', reason: expect.stringContaining('24 hours') },
    })
  })

  it.each([2, 4, 17, 32, 613, 1200, 80001, 80002, 80006, 80007])(
    '%s passes, and is tried again',
    async (code) => {
      expect(await send(refusal(400, code))).toMatchObject({ outcome: 'retry' })
      expect(await send(refusal(500, code))).toMatchObject({ outcome: 'retry' })
    },
  )

  it('says when', async () => {
    const later = json(429, { error: { code: 9999, message: 'later' } }, { 'retry-after': '9' })
    expect(await send(later)).toMatchObject({ outcome: 'retry', afterMs: 9_000 })
  })

  it.each([
    ['a fault of Meta', refusal(500, 1)],
    ['a page of something in between', json(403, '<h1>Forbidden</h1>')],
    ['taken, without an id', json(200, { recipient_id: '7700' })],
    ['an error that says 200', refusal(200, 100, 2018001)],
  ])('that is none (%s) is unknown', async (_what, answer) => {
    expect(await send(answer)).toMatchObject({ outcome: 'unknown' })
  })
})

describe('after the window', () => {
  const leaves = async (more: Partial<OutgoingMessage>) => {
    const { io, bodies } = api(sent('m_1'))
    await sendOf(dialect)(message(more), account, io)
    return bodies[0]
  }

  it('what a person wrote carries the tag, where the rule allows it', async () => {
    expect(await leaves({ humanAgent: true })).toMatchObject({
      messaging_type: 'MESSAGE_TAG',
      tag: 'HUMAN_AGENT',
    })
  })

  it('what a machine wrote never does', async () => {
    for (const more of [{}, { automatic: true }, { automatic: true, humanAgent: true }]) {
      const body = await leaves(more)
      expect(body).toMatchObject({ messaging_type: 'RESPONSE' })
      expect(body).not.toHaveProperty('tag')
    }
  })
})

describe('while another app has the conversation', () => {
  const other = refusal(400, 10, 2018300)

  it('a person takes it over, and the message goes', async () => {
    const { io, bodies } = api(other, json(200, { success: true }), sent('m_1'))
    expect(await sendOf(dialect)(message(), account, io)).toMatchObject({ outcome: 'sent' })
    expect(bodies[1]).toMatchObject({ recipient: { id: '7700' } })
    expect(bodies[2]).toEqual(bodies[0])
  })

  it('and is told where Meta does not let them', async () => {
    const { io } = api(other, refusal(400, 200))
    expect(await sendOf(dialect)(message(), account, io)).toMatchObject({
      outcome: 'rejected',
      error: { code: '10/2018300', reason: expect.stringContaining('Another app') },
    })
  })

  it('a machine takes nothing from anybody', async () => {
    const { io, bodies } = api(other)
    const result = await sendOf(dialect)(message({ automatic: true }), account, io)
    expect([result.outcome, bodies.length]).toEqual(['rejected', 1])
  })

  it('is told by its words too', async () => {
    const said = 'Message failed to send because another app is controlling this thread now.'
    const { io } = api(refusal(400, 10, undefined, said), refusal(400, 200))
    expect(await sendOf(dialect)(message(), account, io)).toMatchObject({ error: { code: '10/2018300' } })
  })
})

describe('what is wrong before anything is asked', () => {
  it.each([
    ['a person of another network', dialect, { to: 'telegram:7700' }, 'no_address'],
    ['somebody’s number without its network', dialect, { to: '7700' }, 'no_address'],
    ['nothing to say', dialect, { text: ' ' }, 'empty'],
    ['two files', dialect, { text: '', files: [file(), file()] }, 'too_much'],
    ['a text beside a file', dialect, { files: [file()] }, 'too_much'],
    ['a file that is not taken', dialect, { text: '', files: [file('application/zip')] }, 'bad_file_type'],
    ['too many characters', dialect, { text: 'x'.repeat(2_001) }, 'too_long'],
    ['too many bytes', inBytes, { text: 'é'.repeat(501) }, 'too_long'],
  ])('%s', async (_what, by, more, code) => {
    const { io, bodies } = api()
    expect(await sendOf(by)(message(more), account, io)).toMatchObject({
      outcome: 'rejected',
      error: { code },
    })
    expect(bodies).toEqual([])
  })
})

describe('a message whose answer was lost', () => {
  const ask = (agoMs: number) => {
    const { io } = api()
    const claimedAt = new Date(io.now().getTime() - agoMs)
    return reconcile({ ...message(), claimedAt, knownExternalIds: [] }, account, io)
  }
  it('waits for its echo, and then for a person', async () => {
    expect(await ask(10_000)).toEqual({ outcome: 'retry', afterMs: 30_000 })
    expect(await ask(120_000)).toEqual({ outcome: 'cannot_tell' })
  })
})

describe('what the customer sees of us beside messages', () => {
  it('goes to them as actions, and to nobody of another network', async () => {
    const { io, bodies } = api(json(200, { recipient_id: '7700' }), refusal(400, 10, 2018278))
    const signal = signalOf(dialect)
    await signal({ kind: 'read', to: 'messenger:7700', externalId: 'm_1' }, account, io)
    // Outside of the window Meta refuses: there is nobody to tell.
    await signal({ kind: 'typing', to: 'messenger:7700', externalId: 'm_1' }, account, io)
    await signal({ kind: 'typing', to: 'instagram:7700', externalId: 'm_1' }, account, io)
    expect(bodies).toEqual([
      { recipient: { id: '7700' }, sender_action: 'mark_seen' },
      { recipient: { id: '7700' }, sender_action: 'typing_on' },
    ])
  })
})
