import { APICallError } from 'ai'
import { describe, expect, it } from 'vitest'
import { deskContext, fakePorts } from '#test/fakes/desk.ts'
import { hangingStep, promptText, type Step } from '#test/fakes/scripted-model.ts'
import { builtin, builtinText, handDeadline, play, settings, TUESDAY_10 } from '#test/fakes/turn.ts'
import { fetchFailure } from '#test/harness/provider-trouble.ts'
import { runTurn } from './turn.ts'

describe('the guard', () => {
  it('refuses, the model is told why and writes again', async () => {
    const { text, trace, requests } = await play(
      [
        'I have booked you in for Tuesday at 10:00 AM.',
        [{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10, name: 'Ann' } }],
        'Your Tune-up is booked for Tuesday, March 3 at 10:00 AM EST.',
      ],
      {
        context: deskContext(['Ann. Tune-up, Tuesday at 10']),
      },
    )
    expect(text).toContain('is booked for Tuesday')
    expect(promptText(requests[1])).toMatch(/Your reply was not sent.*nothing was booked/)
    expect(trace).toMatchObject({
      engine: 'model',
      fallback: null,
      guard: expect.arrayContaining([expect.stringContaining('nothing was booked')]),
    })
    expect(trace.tokens).toEqual({ input: 300, output: 30 })
  })

  it('refuses twice, and the built-in answerer takes over', async () => {
    const { text, trace, commands } = await play(['You are all set for Tuesday!', 'I’ve refunded you $900.'])
    expect(text).toBe(builtinText)
    expect(commands).toHaveLength(1)
    expect(trace).toMatchObject({
      engine: 'builtin',
      intent: 'greeting',
      fallback: 'The guard refused what the model scripted wrote',
      tokens: { input: 200, output: 20 },
    })
    expect(trace.guard.join('\n')).toMatch(/nothing was booked[\s\S]*amount 900/)
  })

  it('gives no second attempt when time is nearly over', async () => {
    const { requests, trace, text } = await play(['You are all set for Tuesday!', 'never asked'], {
      deadline: handDeadline(500),
    })
    expect(requests).toHaveLength(1)
    expect(text).toBe(builtinText)
    expect(trace.guard).toHaveLength(1)
  })

  it('does not lose the person whom a refused turn called', async () => {
    const { commands } = await play([
      [{ tool: 'escalate', input: { reason: 'emergency', note: 'Smells gas' } }],
      'I have refunded you.',
      'I have refunded you.',
    ])
    expect(commands).toEqual([
      { type: 'message.send', text: builtinText },
      { type: 'conversation.escalate', reason: 'emergency', note: 'Smells gas' },
    ])
  })

  it('books nothing of a refused turn', async () => {
    const { commands } = await play(
      [
        [{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10, name: 'Ann' } }],
        'Booked for Friday at 4 pm!',
        'Booked for Friday at 4 pm!',
      ],
      { context: deskContext(['Ann']) },
    )
    expect(commands).toEqual([{ type: 'message.send', text: builtinText }])
  })
})

describe('a model that fails', () => {
  it('by hanging: the turn ends with its deadline', async () => {
    const { step, begun } = hangingStep()
    const deadline = handDeadline()
    const turn = play([step], { deadline })
    await begun
    deadline.end()
    const { text, trace } = await turn
    expect(text).toBe(builtinText)
    expect(trace.fallback).toBe('The model scripted took longer than 20000 ms')
    expect(trace.tools).toEqual([{ name: 'look', input: {}, outcome: 'looked', ms: 0 }])
  })

  it('in a tool that hangs: the turn ends all the same', async () => {
    const deadline = handDeadline()
    const turn = play([[{ tool: 'search_knowledge', input: { query: 'brakes' } }]], {
      deadline,
      wrap: (ports) => ({
        ...ports,
        searchKnowledge: () => {
          deadline.end()
          return new Promise(() => undefined)
        },
      }),
    })
    expect((await turn).text).toBe(builtinText)
  })

  it('too late for a hold: it is waited for before the built-in answerer may hold', async () => {
    const deadline = handDeadline()
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const order: string[] = []
    const turn = play(
      [[{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10 } }]],
      {
        deadline,
        answer: () => {
          order.push('answerer')
          return builtin()
        },
        wrap: (ports) => ({
          ...ports,
          async holdSlot(query) {
            begun.resolve()
            await gate.promise
            order.push('held')
            return ports.holdSlot(query)
          },
        }),
      },
    )
    await begun.promise
    deadline.end()
    await new Promise(setImmediate)
    expect(order).toEqual([])
    gate.resolve()
    await turn
    expect(order).toEqual(['held', 'answerer'])
  })

  it('too late for anything: its tools do nothing any more', async () => {
    const deadline = handDeadline()
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const step: Step = async () => {
      deadline.end()
      await late
      return [{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10 } }]
    }
    const { ports, model } = await play([step], { deadline })
    resolve()
    // One round of the event loop, in which the late answer would be worked on.
    await new Promise(setImmediate)
    expect(model.doGenerateCalls).toHaveLength(1)
    expect(ports.calls).toEqual([])
  })

  const refused = (statusCode: number) =>
    new APICallError({
      message: 'Incorrect API key provided: sk-secret-key',
      url: 'http://localhost',
      requestBodyValues: {},
      statusCode,
      isRetryable: false,
    })
  it.each([
    [refused(401), 'The model scripted failed: its server refused the key (HTTP 401)'],
    [
      refused(404),
      'The model scripted failed: its server knows no model “scripted”, or the address is wrong (HTTP 404)',
    ],
    [
      refused(429),
      'The model scripted failed: its server says that too much was asked, or the quota is used up (HTTP 429)',
    ],
    [refused(503), 'The model scripted failed: its server is in trouble (HTTP 503)'],
    [refused(422), 'The model scripted failed: its server refused the request (HTTP 422)'],
    [fetchFailure('ECONNREFUSED'), 'The model scripted could not be reached (ECONNREFUSED)'],
  ])('by an error: %s', async (error, words) => {
    const { text, trace } = await play([error])
    expect(text).toBe(builtinText)
    expect(trace.fallback).toBe(words)
    expect(JSON.stringify(trace)).not.toContain('sk-secret-key')
  })

  it('by settings that name no provider', async () => {
    const result = await runTurn(
      {
        context: deskContext(),
        ports: fakePorts(),
        model: { ...settings, provider: 'nobody' },
        timeoutMs: 5_000,
      },
      { ...(await import('./turn.ts')).realWorld, answer: builtin },
    )
    expect(result.trace.fallback).toBe('The model scripted failed: Error')
  })
})
