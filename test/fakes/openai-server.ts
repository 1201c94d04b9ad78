// A server on loopback that speaks OpenAI's chat completions as Ollama, vLLM and the proxies do: it checks every
// request as strictly as the strictest of them, records it, and answers what the test wrote down.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const ToolCall = z.object({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})
/** Text and pictures; a picture is told as its type and size, so that a request stays one text to read. */
const Parts = z
  .array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), text: z.string().min(1) }),
      z.object({
        type: z.literal('image_url'),
        image_url: z.object({ url: z.string().regex(/^data:image\/[a-z]+;base64,[A-Za-z0-9+/=]+$/) }),
      }),
      z.object({
        type: z.literal('input_audio'),
        input_audio: z.object({ data: z.string().min(1), format: z.enum(['wav', 'mp3']) }),
      }),
    ]),
  )
  .min(1)
  .transform((parts) => parts.map(sayPart).join('\n'))

function sayPart(
  part:
    | { type: 'text'; text: string }
    | { type: 'image_url'; image_url: { url: string } }
    | { type: 'input_audio'; input_audio: { data: string; format: string } },
): string {
  if (part.type === 'text') return part.text
  if (part.type === 'input_audio') return `<<${part.input_audio.format} of ${part.input_audio.data.length}>>`
  const [head = '', data = ''] = part.image_url.url.split(',')
  return `<<${head} of ${Buffer.from(data, 'base64').length} bytes>>`
}

const Message = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), content: z.string().min(1) }),
  z.object({ role: z.literal('user'), content: z.union([z.string().min(1), Parts]) }),
  z.object({
    role: z.literal('assistant'),
    content: z.string().nullable().optional(),
    tool_calls: z.array(ToolCall).min(1).optional(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
])
const Tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().min(1).max(1024),
    parameters: z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) }),
  }),
})
const Body = z.strictObject({
  model: z.string().min(1),
  messages: z.array(Message).min(2),
  tools: z.array(Tool).min(1).optional(),
  tool_choice: z.enum(['auto', 'none']).optional(),
  max_tokens: z.number().int().positive().optional(),
})
export type ChatRequest = z.infer<typeof Body>
export type Recorded = { path: string; headers: IncomingMessage['headers']; body: ChatRequest }

export type ScriptedAnswer =
  | string
  | { calls: { name: string; arguments: unknown }[] }
  | { status: number; error: string; retryAfterMs?: number }
  /** Never answers. */
  | { hang: true }
  /** Closes the connection. */
  | { drop: true }
  /** Success, with this instead of a completion. */
  | { raw: string }

export type OpenAiServer = {
  /** With /v1 at its end, as people configure it. */
  url: string
  requests: Recorded[]
  /** What was wrong with requests; each was answered with 400. */
  problems: string[]
  /** Requests to read what a message is about (the second opinion); none of them takes an answer of the script. */
  readings: string[]
  /** What the next such requests get, in order; without, they are refused and the built-in reading stands. */
  willRead(...readings: unknown[]): void
  /** What the next requests get, in order. */
  will(...answers: ScriptedAnswer[]): void
  /** Asked for every answer that no `will` is left for. */
  always(answer: (request: ChatRequest) => ScriptedAnswer): void
  /** Voice notes that came to be written down, as the forms they came in. */
  recordings: { authorization: string | null; form: string }[]
  /** What the next voice notes say. */
  hears(words: string): void
  /** Drops the answers that nobody fetched. */
  forget(): void
  /** Resolves when a request hangs, and again when its client has gone. */
  hanging(): Promise<{ gone: Promise<void> }>
  stop(): Promise<void>
}

/** A key of null demands that no key is sent, as for Ollama. */
export async function startOpenAiServer(options: {
  model: string
  key: string | null
}): Promise<OpenAiServer> {
  const answers: ScriptedAnswer[] = []
  const requests: Recorded[] = []
  const problems: string[] = []
  const readings: string[] = []
  const opinions: unknown[] = []
  let hung = Promise.withResolvers<{ gone: Promise<void> }>()
  const recordings: { authorization: string | null; form: string }[] = []
  let heard = ''
  let always: ((request: ChatRequest) => ScriptedAnswer) | null = null

  const server = createServer((request, response) => {
    void handle(request, response)
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (text.includes('You sort messages that customers write')) {
      readings.push(text)
      const opinion = opinions.shift()
      if (opinion === undefined) return sendError(response, 400, 'no reading is scripted')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(completion(JSON.stringify(opinion), options.model, readings.length)))
      return
    }
    if (request.url === '/v1/audio/transcriptions') {
      recordings.push({ authorization: request.headers.authorization ?? null, form: text })
      response.setHeader('content-type', 'application/json')
      return void response.end(JSON.stringify({ text: heard }))
    }
    const problem = check(request, text, options)
    if (typeof problem === 'string') {
      problems.push(problem)
      return sendError(response, problem.startsWith('key') ? 401 : 400, problem)
    }
    requests.push({ path: request.url ?? '', headers: request.headers, body: problem })
    const answer = answers.shift() ?? always?.(problem)
    if (answer === undefined) return sendError(response, 500, 'the script is at its end')
    if (typeof answer === 'object' && 'hang' in answer) {
      const gone = new Promise<void>((resolve) => response.once('close', resolve))
      hung.resolve({ gone })
      return
    }
    if (typeof answer === 'object' && 'drop' in answer) return void request.socket.destroy()
    if (typeof answer === 'object' && 'status' in answer) {
      if (answer.retryAfterMs !== undefined) response.setHeader('retry-after-ms', answer.retryAfterMs)
      return sendError(response, answer.status, answer.error)
    }
    response.setHeader('content-type', 'application/json')
    response.end(
      typeof answer === 'object' && 'raw' in answer
        ? answer.raw
        : JSON.stringify(completion(answer, options.model, requests.length)),
    )
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    problems,
    readings,
    willRead: (...next) => void opinions.push(...next),
    will: (...next) => void answers.push(...next),
    always: (answer) => {
      always = answer
    },
    recordings,
    hears: (words) => {
      heard = words
    },
    forget: () => void answers.splice(0),
    async hanging() {
      const one = await hung.promise
      hung = Promise.withResolvers()
      return one
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The request's body, or what is wrong with the request. */
function check(
  request: IncomingMessage,
  text: string,
  options: { model: string; key: string | null },
): ChatRequest | string {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
    return `unknown: ${request.method} ${request.url}`
  const authorization = request.headers.authorization ?? null
  if (authorization !== (options.key === null ? null : `Bearer ${options.key}`))
    return `key: ${authorization}`
  if (!request.headers['content-type']?.startsWith('application/json')) return 'content-type'
  const parsed = Body.safeParse(JSON.parse(text))
  if (!parsed.success) return z.prettifyError(parsed.error)
  const { model, messages } = parsed.data
  if (model !== options.model) return `model: there is no ${model}`
  return checkOrder(messages) ?? parsed.data
}

/** What chat templates demand: one system message, first; users and assistants in turns; an answer to every call. */
function checkOrder(messages: ChatRequest['messages']): string | null {
  if (messages[0]?.role !== 'system' || messages.slice(1).some((m) => m.role === 'system'))
    return 'order: one system message, at the beginning'
  if (messages[1]?.role !== 'user') return 'order: the first message must be the user’s'
  let open = new Set<string>()
  for (const [i, message] of messages.entries()) {
    const before = messages[i - 1]
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) return `order: no call ${message.tool_call_id}`
      continue
    }
    if (open.size > 0) return `order: calls without answer: ${[...open].join(', ')}`
    if (before && before.role === message.role) return `order: two messages of ${message.role} in a row`
    open = new Set(message.role === 'assistant' ? message.tool_calls?.map((c) => c.id) : [])
  }
  return open.size > 0 ? 'order: calls without answer at the end' : null
}

function sendError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { message, type: 'error', param: null, code: null } }))
}

function completion(
  answer: string | { calls: { name: string; arguments: unknown }[] },
  model: string,
  n: number,
): unknown {
  const calls = typeof answer === 'string' ? null : answer.calls
  return {
    id: `chatcmpl-${n}`,
    object: 'chat.completion',
    created: 1_772_463_600,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: typeof answer === 'string' ? answer : null,
          ...(calls
            ? {
                tool_calls: calls.map((c, i) => ({
                  id: `call_${n}_${i}`,
                  type: 'function',
                  function: { name: c.name, arguments: JSON.stringify(c.arguments) },
                })),
              }
            : {}),
        },
        finish_reason: calls ? 'tool_calls' : 'stop',
      },
    ],
    usage: { prompt_tokens: 120, completion_tokens: 12, total_tokens: 132 },
  }
}
