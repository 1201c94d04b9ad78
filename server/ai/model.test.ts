// Through the real provider library, against a server on loopback that speaks OpenAI's protocol.
import { afterEach, describe, expect, it } from 'vitest'
import type { TurnResult } from '#domain/desk.ts'
import { deskContext, fakePorts } from '#test/fakes/desk.ts'
import { type OpenAiServer, startOpenAiServer } from '#test/fakes/openai-server.ts'
import { startDeadline } from './deadline.ts'
import { connectModel, type ModelSettings, withoutLongWait } from './model.ts'
import { runTurn } from './turn.ts'

const open: OpenAiServer[] = []
afterEach(() => Promise.all(open.splice(0).map((s) => s.stop())))

async function start(
  key: string | null = 'sk-test',
): Promise<{ server: OpenAiServer; settings: ModelSettings }> {
  const server = await startOpenAiServer({ model: 'tiny-7b', key })
  open.push(server)
  return {
    server,
    settings: { provider: 'openai-compatible', model: 'tiny-7b', apiKey: key, baseUrl: server.url },
  }
}

async function builtin(): Promise<TurnResult> {
  return {
    commands: [{ type: 'message.send', text: 'Built-in.' }],
    trace: {
      engine: 'builtin',
      model: null,
      intent: null,
      sources: [],
      tools: [],
      tokens: null,
      ms: 0,
      guard: [],
      fallback: null,
    },
  }
}

const turn = (
  model: ModelSettings,
  options: { timeoutMs?: number; said?: string[]; deadline?: typeof startDeadline } = {},
) =>
  runTurn(
    {
      context: deskContext(options.said ?? ['What does it cost to cancel?']),
      ports: fakePorts(),
      model,
      timeoutMs: options.timeoutMs ?? 20_000,
    },
    { connect: connectModel, deadline: options.deadline ?? startDeadline, answer: builtin },
  )

const textOf = (result: TurnResult) => result.commands.find((c) => c.type === 'message.send')?.text

describe('an OpenAI-compatible server', () => {
  it('gets the model, the thread and the tools, and its tool calls are carried out', async () => {
    const { server, settings } = await start()
    server.will(
      { calls: [{ name: 'search_knowledge', arguments: { query: 'cancel fee' } }] },
      'Up to 24 hours before it is free; later we charge $20.',
    )
    const result = await turn(settings)
    expect(server.problems).toEqual([])
    expect(textOf(result)).toBe('Up to 24 hours before it is free; later we charge $20.')
    expect(result.trace).toMatchObject({
      engine: 'model',
      model: 'tiny-7b',
      tokens: { input: 240, output: 24 },
      fallback: null,
    })

    const [first, second] = server.requests
    expect(first?.headers.authorization).toBe('Bearer sk-test')
    expect(first?.body).toMatchObject({ model: 'tiny-7b', tool_choice: 'auto', max_tokens: 4_000 })
    expect(first?.body.messages.map((m) => m.role)).toEqual(['system', 'user'])
    expect(first?.body.messages[0]?.content).toContain('You are the front desk of Bright Bikes.')
    expect(first?.body.tools?.map((t) => t.function.name)).toEqual([
      'search_knowledge',
      'find_slots',
      'book_appointment',
      'save_lead',
      'escalate',
    ])
    expect(first?.body.tools?.[1]?.function.parameters).toMatchObject({
      properties: { days: { type: 'integer', maximum: 14 } },
      required: expect.arrayContaining(['serviceId', 'from']),
      additionalProperties: false,
    })
    expect(second?.body.messages.map((m) => m.role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(second?.body.messages[3]?.content).toContain('Later we charge 20 dollars.')
  })

  it('gets a second chance after the guard, in an order that chat templates accept', async () => {
    const { server, settings } = await start()
    server.will(
      'I have refunded you.',
      { calls: [{ name: 'escalate', arguments: { reason: 'complaint', note: 'Wants a refund' } }] },
      'I have passed this on to a colleague.',
    )
    const result = await turn(settings)
    expect(server.problems).toEqual([])
    expect(textOf(result)).toBe('I have passed this on to a colleague.')
    expect(server.requests[1]?.body.messages.map((m) => m.role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
    ])
  })

  it('needs no key: then none is sent', async () => {
    const { server, settings } = await start(null)
    server.will('Hello!')
    expect(textOf(await turn(settings))).toBe('Hello!')
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('may be given with a slash at its end', async () => {
    const { server, settings } = await start()
    server.will('Hello!')
    expect(textOf(await turn({ ...settings, baseUrl: `${server.url}/` }))).toBe('Hello!')
    expect(server.requests[0]?.path).toBe('/v1/chat/completions')
  })

  it('may stand behind the provider “openai” too, as a proxy', async () => {
    const { server, settings } = await start()
    server.will('Hello!')
    expect(textOf(await turn({ ...settings, provider: 'openai' }))).toBe('Hello!')
    expect(server.problems).toEqual([])
  })
})

describe('a server in trouble', () => {
  it.each([
    [
      'refuses the key',
      { status: 401, error: 'bad key sk-test' },
      'The model tiny-7b failed: its server refused the key (HTTP 401)',
    ],
    [
      'has no such model',
      { status: 404, error: 'model not found' },
      'The model tiny-7b failed: its server knows no model “tiny-7b”, or the address is wrong (HTTP 404)',
    ],
    [
      'talks nonsense',
      { raw: '<html>hello</html>' },
      'The model tiny-7b failed: its server answered in a form that is not understood',
    ],
    [
      'answers something else',
      { raw: '{"object":"list","data":[]}' },
      'The model tiny-7b failed: its server answered in a form that is not understood',
    ],
  ] as const)(
    '%s: the built-in answerer answers, and the trace says why without the key',
    async (_, answer, words) => {
      const { server, settings } = await start()
      server.will(answer)
      const result = await turn(settings)
      expect(textOf(result)).toBe('Built-in.')
      expect(result.trace.fallback).toBe(words)
      expect(JSON.stringify(result)).not.toContain('sk-test')
    },
  )

  it('hangs: the request is given up at the deadline', async () => {
    const { server, settings } = await start()
    server.will({ hang: true })
    const controller = new AbortController()
    const deadline = () => ({ signal: controller.signal, left: () => 20_000, stop: () => undefined })
    const running = turn(settings, { deadline })
    const { gone } = await server.hanging()
    controller.abort(new DOMException('over', 'TimeoutError'))
    const result = await running
    await gone
    expect(textOf(result)).toBe('Built-in.')
    expect(result.trace.fallback).toBe('The model tiny-7b took longer than 20000 ms')
  })

  it('hangs: the real deadline ends it too', async () => {
    const { server, settings } = await start()
    server.will({ hang: true })
    const result = await turn(settings, { timeoutMs: 100 })
    expect(result.trace.fallback).toBe('The model tiny-7b took longer than 100 ms')
  })

  it('is overloaded once: asked again, it answers', async () => {
    const { server, settings } = await start()
    server.will({ status: 503, error: 'loading the model', retryAfterMs: 1 }, 'Hello!')
    expect(textOf(await turn(settings))).toBe('Hello!')
    expect(server.requests).toHaveLength(2)
  })

  it('is not there', async () => {
    const { server, settings } = await start()
    await server.stop()
    const result = await turn(settings)
    expect(textOf(result)).toBe('Built-in.')
    expect(result.trace.fallback).toBe('The model tiny-7b could not be reached (ECONNREFUSED)')
  })
})

describe('a wish for patience', () => {
  it.each([
    [{ 'retry-after': '30' }, null],
    [{ 'retry-after-ms': '5000', 'retry-after': '5' }, null],
    [{ 'retry-after': 'Mon, 02 Mar 2026 15:00:00 GMT' }, null],
    [{ 'retry-after': '1' }, '1'],
  ])('%o', (headers, kept) => {
    const response = withoutLongWait(new Response('busy', { status: 429, headers }))
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe(kept)
  })
})

describe('providers', () => {
  it.each(['openai', 'anthropic', 'google'])(
    '%s is loaded without an account, and asks nobody yet',
    async (provider) => {
      const model = await connectModel({ provider, model: 'some-model', apiKey: 'key', baseUrl: null })
      expect(model).toMatchObject({ modelId: 'some-model', specificationVersion: 'v4' })
    },
  )
  it('are not guessed', async () => {
    await expect(
      connectModel({ provider: 'other', model: 'm', apiKey: null, baseUrl: null }),
    ).rejects.toThrow('no model provider “other”')
  })
})
