// A language model at the front desk: an OpenAI-compatible server on loopback stands for Ollama, vLLM or a provider.
import { afterAll, expect, it } from 'vitest'
import { startOpenAiServer } from '#test/fakes/openai-server.ts'
import { type Product, startProduct, until } from '#test/harness/product.ts'

const KEY = 'sk-story-0123456789'

/** A visitor of the web chat writes; resolves with what the AI answered and the turn behind it. */
async function ask(product: Product, text: string) {
  const { api, url } = product
  const inbox = await api.post('/inboxes', { channel: 'webchat', provider: 'widget', name: `Site ${text}` })
  expect(inbox.status).toBe(201)
  const widget = `${url}/widget/${inbox.body.key}`
  const json = { 'content-type': 'application/json' }
  const session = await (
    await fetch(`${widget}/session`, { method: 'POST', headers: json, body: '{}' })
  ).json()
  const sent = await fetch(`${widget}/messages`, {
    method: 'POST',
    headers: { ...json, authorization: `Visitor ${session.token}` },
    body: JSON.stringify({ clientId: 'story-0001', text }),
  })
  expect(sent.status).toBe(200)
  const conversation = await until(async () => {
    const { body } = await api.get('/conversations')
    return body.items.find(
      (c: { inboxId: string; lastAuthor: string }) => c.inboxId === inbox.body.id && c.lastAuthor === 'ai',
    )
  }, 'an answer')
  const messages = await api.get(`/conversations/${conversation.id}/messages`)
  const turns = await api.get(`/conversations/${conversation.id}/turns`)
  return { answer: String(messages.body.items.at(-1).text), turn: turns.body.items[0] }
}

it('a model answers from the knowledge, and the built-in answerer when the model is gone', async () => {
  const server = await startOpenAiServer({ model: 'tiny-7b', key: KEY })
  afterAll(() => server.stop())
  const product = await startProduct({
    config: {
      ai: {
        provider: 'openai-compatible',
        model: 'tiny-7b',
        apiKey: KEY,
        baseUrl: server.url,
        timeoutMs: 10_000,
      },
    },
  })
  await product.api.post('/knowledge', {
    kind: 'faq',
    title: 'Do you serve Queens?',
    body: 'Yes, for 25 dollars.',
  })

  // The model looks it up through its tool, and answers.
  server.will(
    { calls: [{ name: 'search_knowledge', arguments: { query: 'serve Queens' } }] },
    'Yes, we serve Queens, for 25 dollars.',
  )
  const first = await ask(product, 'do you come to queens?')
  expect(server.problems).toEqual([])
  expect(server.requests).toHaveLength(2)
  expect(JSON.stringify(server.requests[0]?.body.messages)).toContain('do you come to queens?')
  expect(JSON.stringify(server.requests[1]?.body.messages)).toContain('Yes, for 25 dollars.')
  // The disclosure is put in front by the product, and not by the model.
  expect(first.answer).toMatch(/AI[\s\S]*\n\nYes, we serve Queens, for 25 dollars\.$/)
  expect(first.turn).toMatchObject({
    outcome: 'answered',
    trace: {
      engine: 'model',
      model: 'tiny-7b',
      tools: [
        {
          name: 'search_knowledge',
          input: { query: 'serve Queens' },
          outcome: 'found “Do you serve Queens?”',
        },
      ],
      sources: [{ kind: 'faq', title: 'Do you serve Queens?' }],
      tokens: { input: 240, output: 24 },
      guard: [],
      fallback: null,
    },
  })

  // What the model claims without having done it never reaches the customer.
  server.will('You are all booked for Friday at 3 pm!', 'I have booked you for Friday at 3 pm.')
  const second = await ask(product, 'hello there')
  expect(second.answer).not.toMatch(/booked|Friday/)
  expect(second.turn.trace).toMatchObject({
    engine: 'builtin',
    fallback: 'The guard refused what the model tiny-7b wrote',
  })
  expect(second.turn.trace.guard.join()).toContain('nothing was booked')

  // The server is gone: the customer gets an answer all the same, and the trace says why.
  await server.stop()
  const third = await ask(product, 'do you serve queens?')
  expect(third.answer).toContain('25 dollars')
  expect(third.turn.trace).toMatchObject({
    engine: 'builtin',
    tokens: null,
    fallback: 'The model tiny-7b could not be reached (ECONNREFUSED)',
  })
  expect(JSON.stringify([first, second, third])).not.toContain(KEY)
})
