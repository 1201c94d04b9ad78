import { describe, expect, it } from 'vitest'
import { deskContext, fakePorts } from '#test/fakes/desk.ts'
import { lastToolOutputs, promptText, type Step } from '#test/fakes/scripted-model.ts'
import { builtin, builtinText, handDeadline, play, TUESDAY_10, textOf } from '#test/fakes/turn.ts'
import { runTurn } from './turn.ts'

describe('without a model', () => {
  it('the built-in answerer answers', async () => {
    const result = await runTurn(
      { context: deskContext(), ports: fakePorts(), model: null, timeoutMs: 1_000 },
      {
        connect: () => Promise.reject(new Error('not asked')),
        deadline: () => handDeadline(),
        answer: builtin,
      },
    )
    expect(result).toEqual(await builtin())
  })
  it('the disclosure stands in front of its first reply', async () => {
    const context = deskContext(['Hi'], { disclosure: 'I am an AI assistant.' })
    const world = {
      connect: () => Promise.reject(new Error('not asked')),
      deadline: () => handDeadline(),
      answer: builtin,
    }
    const result = await runTurn({ context, ports: fakePorts(), model: null, timeoutMs: 1_000 }, world)
    expect(textOf(result)).toBe(`I am an AI assistant.\n\n${builtinText}`)
  })
})

describe('a model answers', () => {
  it('with plain text, a trace and its tokens', async () => {
    const { commands, trace, text } = await play(['Hello! How can I help?'])
    expect(text).toBe('Hello! How can I help?')
    expect(commands).toHaveLength(1)
    expect(trace).toMatchObject({
      engine: 'model',
      model: 'scripted',
      tools: [],
      tokens: { input: 100, output: 10 },
      guard: [],
      fallback: null,
    })
  })

  it('from the knowledge, through a tool, and the trace names the source', async () => {
    const { text, trace, requests } = await play(
      [
        [{ tool: 'search_knowledge', input: { query: 'cancellation fee' } }],
        'You can cancel without a fee up to 24 hours before; later we charge $20.',
      ],
      {
        context: deskContext(['What does it cost to cancel?']),
      },
    )
    expect(text).toContain('$20')
    expect(lastToolOutputs(requests[1])).toMatchObject([{ found: [{ title: 'What if I cannot come?' }, {}] }])
    expect(trace.tools).toMatchObject([{ name: 'search_knowledge', input: { query: 'cancellation fee' } }])
    expect(trace.sources[0]).toEqual({
      kind: 'faq',
      id: 'kn_cancel',
      title: 'What if I cannot come?',
      quote: 'Cancel up to 24 hours before without a fee.',
    })
    expect(trace.tokens).toEqual({ input: 200, output: 20 })
  })

  it('calls several tools in one step, in their order', async () => {
    const { ports, requests, text } = await play(
      [
        [
          { tool: 'search_knowledge', input: { query: 'tune-up' } },
          { tool: 'find_slots', input: { serviceId: 'svc_tuneup01', from: '2026-03-03', days: 1 } },
        ],
        'A Tune-up is $85. Tuesday, March 3 at 9:00 AM (EST) is free. Does that suit you?',
      ],
      { context: deskContext(['Tune-up tomorrow?']) },
    )
    expect(ports.calls.map((c) => c.port)).toEqual(['searchKnowledge', 'findSlots'])
    expect(lastToolOutputs(requests[1])).toHaveLength(2)
    expect(text).toContain('9:00 AM')
  })

  it('books: the slot is held by the port, the appointment is a command', async () => {
    const { commands, trace, ports } = await play(
      [
        [
          {
            tool: 'book_appointment',
            input: { serviceId: 'svc_tuneup01', start: TUESDAY_10, name: 'Ann Lee' },
          },
        ],
        'Thank you, Ann! Your Tune-up is booked for Tuesday, March 3, 2026 at 10:00 AM EST.',
      ],
      {
        context: deskContext(['Tune-up on Tuesday at 10 please, my name is ann lee']),
      },
    )
    expect(ports.calls).toEqual([
      { port: 'holdSlot', query: { serviceId: 'svc_tuneup01', start: new Date('2026-03-03T15:00:00Z') } },
    ])
    expect(commands).toEqual([
      { type: 'appointment.book', holdId: 'apt_1', name: 'Ann Lee' },
      { type: 'message.send', text: expect.stringContaining('booked for Tuesday') },
    ])
    expect(trace.sources).toMatchObject([{ kind: 'calendar' }])
  })

  it('holds without a name and books nothing', async () => {
    const { commands } = await play([
      [{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10 } }],
      'I’m holding Tuesday at 10:00 AM for you for 10 minutes. What is your name?',
    ])
    expect(commands.map((c) => c.type)).toEqual(['message.send'])
  })

  it('of two bookings in one turn only the later one counts', async () => {
    const { commands } = await play(
      [
        [
          { tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10, name: 'Ann' } },
          {
            tool: 'book_appointment',
            input: { serviceId: 'svc_tuneup01', start: '2026-03-03T11:00-05:00', name: 'Ann' },
          },
        ],
        'Your Tune-up is booked for Tuesday at 11:00 AM EST.',
      ],
      { context: deskContext(['Ann here']) },
    )
    expect(commands[0]).toEqual({ type: 'appointment.book', holdId: 'apt_2', name: 'Ann' })
  })

  it('saves a lead and hands over', async () => {
    const { commands } = await play(
      [
        [
          { tool: 'save_lead', input: { name: 'Ann', need: 'wants a custom build' } },
          { tool: 'save_lead', input: { email: 'ann@post.example' } },
          { tool: 'escalate', input: { reason: 'cannot_answer', note: 'Wants a custom build' } },
        ],
        'Thank you, Ann. I have passed this on to a colleague, who will get back to you.',
      ],
      { context: deskContext(['I am Ann, ann@post.example, and want a custom build']) },
    )
    expect(commands).toEqual([
      { type: 'lead.save', fields: { name: 'Ann', need: 'wants a custom build', email: 'ann@post.example' } },
      { type: 'conversation.escalate', reason: 'cannot_answer', note: 'Wants a custom build' },
      { type: 'message.send', text: expect.stringContaining('passed this on') },
    ])
  })

  it('and ends what the built-in answerer had under way', async () => {
    const { commands } = await play(['Hello!'], { context: deskContext(['Hi'], { state: { asked: 'day' } }) })
    expect(commands).toEqual([
      { type: 'desk.remember', state: {} },
      { type: 'message.send', text: 'Hello!' },
    ])
  })

  it('after six calls it must write', async () => {
    const search: Step = [{ tool: 'search_knowledge', input: { query: 'more' } }]
    const { requests, text } = await play([
      search,
      search,
      search,
      search,
      search,
      'I do not know that, sorry.',
    ])
    expect(requests.map((r) => r.toolChoice?.type)).toEqual(['auto', 'auto', 'auto', 'auto', 'auto', 'none'])
    expect(text).toBe('I do not know that, sorry.')
  })

  it('the disclosure leaves it less room', async () => {
    const context = deskContext(['Hi'], { disclosure: 'I am an AI assistant.', maxLength: 100 })
    const { requests, text } = await play(['Hello!'.padEnd(90, ' how are you?'), 'Hello!'], { context })
    expect(promptText(requests[0])).toContain('Keep the reply under 77 characters.')
    expect(promptText(requests[1])).toContain('write at most 77 characters')
    expect(text).toBe('I am an AI assistant.\n\nHello!')
  })

  it('the disclosure is put in front by code, once', async () => {
    const context = deskContext(['Hi'], { disclosure: 'I am an AI assistant.' })
    expect((await play(['Hello!'], { context })).text).toBe('I am an AI assistant.\n\nHello!')
    expect((await play(['I am an AI assistant. Hello!'], { context })).text).toBe(
      'I am an AI assistant. Hello!',
    )
  })
})

describe('a tool that cannot', () => {
  it('refuses invalid input, and the model reads why', async () => {
    const { requests, trace, text, ports } = await play([
      [{ tool: 'find_slots', input: { serviceId: 'svc_tuneup01', from: 'tomorrow' } }],
      'Which day would you like?',
    ])
    expect(JSON.stringify(lastToolOutputs(requests[1]))).toMatch(/Invalid input.*YYYY-MM-DD/)
    expect(trace.tools).toMatchObject([
      { name: 'find_slots', outcome: expect.stringMatching(/^refused: Invalid input/) },
    ])
    expect(ports.calls).toEqual([])
    expect(text).toBe('Which day would you like?')
  })

  it('that does not exist is a mistake of the model, and no end', async () => {
    const { text, trace } = await play([
      [{ tool: 'cancel_appointment', input: { id: 'apt_9' } }],
      'I cannot cancel that myself. Shall I ask a colleague?',
    ])
    expect(text).toContain('Shall I')
    expect(trace.tools).toMatchObject([
      { name: 'cancel_appointment', outcome: expect.stringContaining('unavailable tool') },
    ])
  })

  it('breaks without showing the model its insides', async () => {
    const { requests, trace, text } = await play(
      [
        [{ tool: 'search_knowledge', input: { query: 'brakes' } }],
        'Sorry, I cannot look that up at the moment.',
      ],
      {
        wrap: (ports) => ({
          ...ports,
          searchKnowledge: () => Promise.reject(new Error('relation "passages" does not exist')),
        }),
      },
    )
    expect(JSON.stringify(lastToolOutputs(requests[1]))).toMatch(/did not work/)
    expect(promptText(requests[1])).not.toContain('relation')
    expect(trace.tools[0]?.outcome).toBe('failed: relation "passages" does not exist')
    expect(text).toContain('cannot look that up')
  })

  it('a slot that is gone comes with others, and is not booked', async () => {
    const busy = [{ start: new Date('2026-03-03T15:00:00Z'), end: new Date('2026-03-03T16:00:00Z') }]
    const { commands, requests } = await play(
      [
        [{ tool: 'book_appointment', input: { serviceId: 'svc_tuneup01', start: TUESDAY_10, name: 'Ann' } }],
        'I’m sorry, 10:00 AM is taken. Would Tuesday, March 3 at 9:00 AM (EST) work?',
      ],
      {
        context: deskContext(['Ann, Tuesday at 10 please']),
        ports: fakePorts({ busy }),
      },
    )
    expect(lastToolOutputs(requests[1])).toMatchObject([
      {
        booked: false,
        why: 'That time is taken.',
        alternatives: [{ start: '2026-03-03T09:00-05:00' }, {}, {}],
      },
    ])
    expect(commands.map((c) => c.type)).toEqual(['message.send'])
  })
})
