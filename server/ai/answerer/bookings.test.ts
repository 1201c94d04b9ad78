// Bookings told turn by turn. What is offered must be free; what is confirmed must be held; what is booked is what the
// customer chose: a time picked from an offer is booked at once, one named freely is read back first.
import { describe, expect, it } from 'vitest'
import { stories } from './testing/booking-stories.ts'
import { openDesk, type Reply } from './testing/desk.ts'
import { strayFigures } from './testing/figures.ts'

describe('bookings', () => {
  it.each(stories)('$name', async (story) => {
    const desk = openDesk(story.with)
    let last: Reply | null = null
    for (const [said, ...patterns] of story.turns) {
      const texts = typeof said === 'string' ? [said] : said
      last = await desk.say(...texts)
      for (const pattern of patterns) expect(last.text, `after "${texts.join(' / ')}"`).toMatch(pattern)
      expect(
        strayFigures(last.text, [...last.trace.sources.map((s) => s.quote), ...texts], 2026),
        last.text,
      ).toEqual([])
    }
    const made = desk.booked.map((b) => `${b.service} ${b.local} ${b.name}`)
    if (story.booked[0] === '*') expect(made).toHaveLength(1)
    else expect(made, last?.text).toEqual(story.booked)
    if (story.escalated !== undefined) expect(last?.escalated ?? null).toBe(story.escalated)
  })

  it('holds before it confirms: a time that somebody else takes in between is not promised', async () => {
    const desk = openDesk({ phone: '+12125550123' })
    const first = await desk.say('check-up monday 9am')
    expect(first.text).toMatch(/name/i)
    // The hold runs out, and somebody else books that time.
    desk.clock.now = new Date(desk.clock.now.getTime() + 11 * 60_000)
    desk.busy.push({ start: new Date('2026-11-23T14:00:00Z'), end: new Date('2026-11-23T15:00:00Z') })
    const second = await desk.say('Dana Whitfield')
    expect(second.booked).toBeNull()
    expect(second.text).not.toMatch(/booked:|confirmed/i)
    expect(second.text).toMatch(/AM|PM/)
  })

  it('renews a hold that ran out while nobody else wanted the time', async () => {
    const desk = openDesk({ phone: '+12125550123' })
    await desk.say('check-up monday 9am')
    desk.clock.now = new Date(desk.clock.now.getTime() + 30 * 60_000)
    const second = await desk.say('Dana Whitfield')
    expect(second.booked?.local).toBe('2026-11-23T09:00')
  })

  it('offers nothing at all where nothing is free, and calls a person', async () => {
    const busy = [{ start: '2026-11-20T00:00:00Z', minutes: 90 * 24 * 60 }]
    const reply = await openDesk({ busy }).say('I want to book a check-up')
    expect(reply.text).not.toMatch(/\d (?:AM|PM)/)
    expect(reply.escalated).toBe('cannot_answer')
  })
})
