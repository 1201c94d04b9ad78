// Pictures and voice notes: shown to a model that can take them in, written down where somebody is set to, waited for
// while they are on their way, and never guessed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IncomingFile } from '#channels/channel.ts'
import { patchSettings } from '#db/workspaces.ts'
import type { Attachment } from '#domain/message.ts'
import { respond } from '#flow/3-respond.ts'
import type { Connected } from '#flow/accounts.ts'
import { sealKey } from '#flow/agents.ts'
import { type OpenAiServer, startOpenAiServer } from '#test/fakes/openai-server.ts'
import { type BareFlow, makeBareFlow } from '#test/harness/bare-flow.ts'
import { PICTURE } from '#test/harness/chatting.ts'
import { createStore } from '#test/harness/database.ts'

const KEY = 'sk-media-0123456789'
let server: OpenAiServer
let world: BareFlow
let inbox: Connected
const files = new Map<string, Uint8Array>()

beforeAll(async () => {
  server = await startOpenAiServer({ model: 'llava:7b', key: KEY })
  world = await makeBareFlow(await createStore())
  world.flow.storage = {
    put: async (key, bytes) => void files.set(key, bytes),
    get: async (key) => files.get(key) ?? new Uint8Array(),
    delete: async (key) => void files.delete(key),
  }
  world.flow.fetch = fetch
  inbox = await world.addInbox({ channel: 'webchat', provider: 'widget', address: '' })
})
afterAll(() => server.stop())

const seeing = () => ({ provider: 'openai-compatible', model: 'llava:7b', apiKey: KEY, baseUrl: server.url })
const picture: IncomingFile = { name: 'boiler.png', type: 'image/png', content: PICTURE }
const note: IncomingFile = {
  name: 'note.ogg',
  type: 'audio/ogg',
  content: Buffer.from('OggS-not-really-a-recording'),
}
let numbered = 0

async function say(text: string, sent: IncomingFile[], model: typeof world.flow.ai.model) {
  world.flow.ai = { model, timeoutMs: 20_000 }
  const conversationId = await world.write(inbox, { from: `visitor-${numbered++}`, text, files: sent })
  await respond(world.flow, { workspaceId: world.workspaceId, conversationId })
  return conversationId
}
async function answerIn(conversationId: string): Promise<string> {
  const [row] = await world.rows<{ body: string }>(
    `select body from messages where conversation_id = $1 and direction = 'out'`,
    [conversationId],
  )
  return row?.body ?? ''
}
const lastUser = () => server.requests.at(-1)?.body.messages.findLast((m) => m.role === 'user')?.content

it('a picture is shown to a model that sees', async () => {
  server.will('That looks like a leaking valve. Shall I look for a time?')
  const conversation = await say('What is this?', [picture], seeing())
  expect(lastUser()).toContain(`<<data:image/png;base64 of ${PICTURE.length} bytes>>`)
  expect(lastUser()).toContain('[a picture, attached here]')
  expect(server.problems).toEqual([])
  expect(await answerIn(conversation)).toContain('leaking valve')
})

it('one that does not see is told so, and what it has to say about it', async () => {
  const blind = { ...seeing(), model: 'tiny-7b' }
  await say('What is this?', [picture], blind)
  // The server knows no such model; what was asked is what counts.
  expect(server.problems.at(-1)).toBe('model: there is no tiny-7b')
  server.will('I cannot see the picture. Could you describe it?')
  const conversation = await say(
    'What is this?',
    [{ ...picture, type: 'application/pdf', content: Buffer.from('%PDF-1.4') }],
    seeing(),
  )
  const system = String(server.requests.at(-1)?.body.messages[0]?.content)
  expect(system).toContain('You cannot open the file')
  expect(lastUser()).not.toContain('<<')
  expect(await answerIn(conversation)).toContain('describe')
})

it('without a model the front desk says what it cannot do, and asks', async () => {
  expect(await answerIn(await say('', [picture], null))).toContain("I can't see pictures myself")
  expect(await answerIn(await say('', [note], null))).toContain("I can't listen to it myself")
  const both = await answerIn(await say('When are you open?', [picture], null))
  expect(both).toContain("I can't see the picture that you sent")
})

it('a voice note is written down, kept with the message, and answered as if it were written', async () => {
  server.hears('When are you open on Monday?')
  const { flow, workspaceId } = world
  const { secret, hint } = sealKey(flow, workspaceId, KEY)
  await world.rows(
    `insert into model_keys (workspace_id, provider, place, secret, hint) values ($1, 'compatible', $2, $3, $4)`,
    [workspaceId, new URL(server.url).origin, secret, hint],
  )
  await patchSettings(flow.store.db, workspaceId, {
    transcription: { provider: 'compatible', model: 'whisper-1', baseUrl: server.url },
  })
  const conversation = await say('', [note], null)
  expect(await answerIn(conversation)).toMatch(/8:00 AM/)
  expect(server.recordings).toHaveLength(1)
  expect(server.recordings[0]).toMatchObject({
    authorization: `Bearer ${KEY}`,
    form: expect.stringContaining('whisper-1'),
  })
  const [stored] = await world.rows<{ attachments: Attachment[]; body: string }>(
    `select attachments, body from messages where conversation_id = $1 and direction = 'in'`,
    [conversation],
  )
  expect(stored?.attachments[0]?.transcript).toBe('When are you open on Monday?')
  expect(stored?.body).toBe('')

  // A model reads the words, and is not sent the recording.
  server.will('We open at 8 AM on Monday.')
  await say('', [note], seeing())
  expect(lastUser()).toContain('When are you open on Monday?')
  expect(lastUser()).toContain('a machine wrote down what was said')
})

it('a transcriber that fails leaves the note as it is, and the honest answer', async () => {
  await patchSettings(world.flow.store.db, world.workspaceId, {
    transcription: { provider: 'compatible', model: 'whisper-1', baseUrl: 'http://127.0.0.1:9/v1' },
  })
  expect(await answerIn(await say('', [note], null))).toContain("I can't listen to it myself")
})

it('what is still on its way is waited for, but not for ever', async () => {
  const onItsWay: IncomingFile = { name: 'later.png', type: 'image/png', url: 'http://127.0.0.1:9/later.png' }
  const conversation = await say('What is this?', [onItsWay], null)
  expect(await answerIn(conversation)).toBe('')
  world.pass(16_000)
  await respond(world.flow, { workspaceId: world.workspaceId, conversationId: conversation })
  expect(await answerIn(conversation)).not.toBe('')
})
