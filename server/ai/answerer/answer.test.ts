// What holds for every answer, whatever the customer writes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TurnCommand } from '#domain/commands.ts'
import { TurnTrace } from '#domain/desk.ts'
import { answer } from './index.ts'
import { email, FRIDAY_NIGHT, openDesk, sms } from './testing/desk.ts'
import { strayFigures } from './testing/figures.ts'

const pieces = [
  'hi',
  'yes',
  'no',
  'monday',
  'tomorrow at 3',
  'the second one',
  'book a check-up',
  'teeth cleaning',
  'how much is it?',
  'are you open',
  'Dana Whitfield',
  '10:15',
  'earlier?',
  'cancel that',
  'where are you',
  'thanks',
  'asdf',
  '🙂',
  'do you take Cigna?',
  'can I talk to a person',
  '12',
  'whenever',
  'another day',
  'my number is 212 555 0123',
  'next week',
  'actually make it 4',
  '',
  "'; drop table appointments; --",
  '<b>hi</b>',
  '{{name}}',
  'undefined',
  '\u0000\u202e',
  'jawohl',
  'STOP',
]

describe('every answer', () => {
  it('is one message with commands and a trace of the agreed shape, its figures from sources, for any talk', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (talk, known) => {
          const desk = openDesk(known ? { name: 'Dana Whitfield', phone: '+12125550123' } : {})
          for (const text of talk) {
            const reply = await desk.say(text)
            expect(reply.text.trim()).not.toBe('')
            for (const command of reply.commands) TurnCommand.parse(command)
            TurnTrace.parse(reply.trace)
            // "3" may come back as 3:00 PM: the customer's own figures may be said again.
            const said = talk.flatMap((t) => [
              t,
              ...[...t.matchAll(/\b(\d{1,2})\b/g)].map(([n]) => `${n} am ${n} pm`),
            ])
            expect(
              strayFigures(reply.text, [...reply.trace.sources.map((s) => s.quote), ...said], 2026),
              `${talk.join(' / ')}\n${reply.text}`,
            ).toEqual([])
            if (reply.booked) expect(reply.text).toContain('Booked')
            else expect(reply.text).not.toContain('Booked:')
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('survives any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        expect((await openDesk().say(text)).text.length).toBeGreaterThan(0)
      }),
      { numRuns: 150 },
    )
  })

  it('takes a pasted page in its stride', async () => {
    const began = performance.now()
    const reply = await openDesk().say('lorem ipsum dolor sit amet, '.repeat(5_000))
    expect(reply.text.length).toBeLessThan(700)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it.each([
    {},
    { v: 1 },
    { v: 2, booking: 'x' },
    { booking: { hold: { id: 'h', start: 'never' } } },
    { state: null },
  ])('forgets a state that it cannot read: %j', async (state) => {
    const desk = openDesk()
    const first = await desk.say('hi')
    const context = {
      now: desk.clock.now,
      capabilities: { ...(await import('./testing/desk.ts')).webchat },
      profile: desk.profile,
      hours: (await import('./testing/business.ts')).hours,
      open: { open: true, changesAt: null, holiday: null },
      services: desk.services,
      contact: { name: null, phone: null, email: null, upcoming: [] },
      thread: desk.thread,
      pending: desk.thread.slice(0, 1),
      state,
      disclosure: null,
    }
    const ports = {
      searchKnowledge: async () => [],
      findSlots: async () => [],
      holdSlot: async () => ({ ok: false as const, why: 'closed' as const, alternatives: [] }),
    }
    const result = await answer(context, ports)
    expect(result.commands.filter((c) => c.type === 'message.send')).toHaveLength(1)
    expect(first.text).toMatch(/Maple Lane/)
  })

  it('puts the disclosure in front of the first reply, and of no other', async () => {
    const desk = openDesk({ disclosure: 'You are chatting with our AI assistant.' })
    expect((await desk.say('what are your hours?')).text).toMatch(
      /^You are chatting with our AI assistant\. Our hours/,
    )
    expect((await desk.say('where are you?')).text).not.toContain('AI assistant')
  })

  it('keeps to the SMS alphabet, and to a few segments', async () => {
    const desk = openDesk({
      capabilities: sms,
      knowledge: [
        {
          kind: 'faq',
          title: 'Do you have a kids’ corner?',
          body: 'Yes — it’s “the treehouse”… open all day.',
        },
      ],
    })
    const { text } = await desk.say('do you have a kids corner?')
    expect(text).toBe('Yes - it\'s "the treehouse"... open all day.')
  })

  it('writes a mail as a mail', async () => {
    const { text } = await openDesk({ capabilities: email, name: 'Dana Whitfield' }).say(
      'Hello,\n\nhow much is a filling?\n\nRegards\nDana',
    )
    expect(text).toMatch(/^Hi Dana,\n\n/)
    expect(text).toMatch(/\n\nBest regards\nMaple Lane Dental$/)
    expect(text).toContain('$180')
  })

  it('asks in words about a file that it cannot open, then calls a person', async () => {
    const desk = openDesk()
    expect((await desk.say('')).text).toMatch(/can't open files/)
    expect((await desk.say('')).escalated).toBe('cannot_answer')
  })

  it('says what happens next, and when, after hours', async () => {
    for (const text of [
      'can I talk to someone?',
      'do you take Aetna?',
      'I have severe pain',
      'this is unacceptable, I want a refund',
    ]) {
      const reply = await openDesk({ now: FRIDAY_NIGHT }).say(text)
      expect(reply.escalated).not.toBeNull()
      expect(reply.text, text).toMatch(/closed right now and open again tomorrow at 9:00 AM/)
      expect(reply.trace.sources.map((s) => s.kind)).toContain('hours')
    }
  })

  it('notes what the question was, for the person who takes over', async () => {
    const { commands } = await openDesk().say('do you take Aetna?')
    expect(commands.find((c) => c.type === 'conversation.escalate')).toMatchObject({
      note: expect.stringContaining('Aetna'),
    })
  })

  it('records every look-up with its input and outcome', async () => {
    const { trace } = await openDesk({ name: 'Dana', phone: '+12125550123' }).say('check-up monday at 9am')
    expect(trace.engine).toBe('builtin')
    expect(trace.tools.map((t) => [t.name, t.outcome])).toContainEqual(['hold-slot', 'held'])
    for (const tool of trace.tools) expect(tool.ms).toBeGreaterThanOrEqual(0)
  })

  it('saves only what is new about the customer', async () => {
    const { lead } = await openDesk({ name: 'Dana Whitfield', phone: '+12125550123' }).say(
      'This is Dana Whitfield, 212 555 0123, dana@w.example',
    )
    expect(lead).toEqual({ email: 'dana@w.example' })
  })
})
