import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { DeskContext } from '#domain/desk.ts'
import { deskContext, type FakePorts, fakePorts } from '#test/fakes/desk.ts'
import { toolsFor } from './tools.ts'
import { commandsOf, startWork } from './work.ts'

function workFor(context: DeskContext = deskContext(), ports: FakePorts = fakePorts()) {
  const work = startWork(context, ports)
  const call = (name: string, input: unknown) => {
    const tool = toolsFor(context).find((t) => t.name === name)
    if (!tool) throw new Error(`no tool ${name}`)
    return tool.call(input, work)
  }
  return { work, ports, call }
}
const ann = () => deskContext(['Hi, I am Ann-Marie Löwe from Lowe & Sons, ann@post.example, (646) 555-0182'])

describe('every tool', () => {
  const tools = toolsFor(deskContext())
  it.each(tools.map((t) => [t.name, t] as const))(
    '%s takes no ids of people or places, and limits its texts',
    (_, tool) => {
      const schema = z.toJSONSchema(tool.input, { io: 'input' })
      const properties = Object.entries(schema.properties ?? {})
      expect(properties.length).toBeGreaterThan(0)
      for (const [name, property] of properties) {
        expect(name).not.toMatch(/contact|workspace|conversation|inbox|tenant|user/i)
        if (typeof property === 'object' && property.type === 'string' && !property.enum && !property.pattern)
          expect(property.maxLength, name).toBeLessThanOrEqual(500)
      }
    },
  )
  it('is refused once the turn is over', async () => {
    const { work, call, ports } = workFor()
    work.ended = true
    await expect(call('search_knowledge', { query: 'brakes' })).rejects.toThrow('This turn is over.')
    expect(ports.calls).toEqual([])
  })
  it('of the calendar is missing where nothing can be booked', () => {
    expect(toolsFor(deskContext(['Hi'], { services: [] })).map((t) => t.name)).toEqual([
      'search_knowledge',
      'save_lead',
      'escalate',
    ])
  })
})

describe('search_knowledge', () => {
  it('gives titles and texts, and keeps the passages as evidence', async () => {
    const { work, call } = workFor()
    expect(await call('search_knowledge', { query: ' fee ' })).toMatchObject({
      found: [{ title: 'What if I cannot come?' }, { title: 'How a repair goes' }],
    })
    expect(work.runs).toMatchObject([
      { name: 'search_knowledge', ok: true, outcome: 'found “What if I cannot come?”, “How a repair goes”' },
    ])
    expect(work.runs[0]?.passages).toHaveLength(2)
  })
  it('says that nothing was found', async () => {
    const { call } = workFor(deskContext(), fakePorts({ passages: [] }))
    expect(await call('search_knowledge', { query: 'boats' })).toMatchObject({ found: [] })
  })
})

describe('find_slots', () => {
  it('spreads its offers over the days, with words and a form to send back', async () => {
    const { work, call } = workFor()
    const answer = await call('find_slots', { serviceId: 'svc_tuneup01', from: '2026-03-03' })
    expect(answer).toMatchObject({ service: 'Tune-up', note: 'There are more free times than these.' })
    expect(answer).toHaveProperty('slots.0', {
      start: '2026-03-03T09:00-05:00',
      words: 'Tuesday, March 3, 2026 at 9:00 AM (EST)',
    })
    const days = new Set(work.runs[0]?.slots.map((s) => s.start.toISOString().slice(0, 10)))
    expect([...days]).toEqual(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-07'])
  })
  it('looks at the times of day that were asked for', async () => {
    const { work, call } = workFor()
    await call('find_slots', {
      serviceId: 'svc_tuneup01',
      from: '2026-03-03',
      days: 1,
      notBefore: '15:00',
      notAfter: '15:30',
    })
    expect(work.runs[0]?.slots.map((s) => s.start.toISOString())).toEqual([
      '2026-03-03T20:00:00.000Z',
      '2026-03-03T20:30:00.000Z',
    ])
  })
  it('never looks into the past', async () => {
    const { ports, call } = workFor()
    await call('find_slots', { serviceId: 'svc_tuneup01', from: '2025-01-01' })
    expect(ports.calls[0]?.query).toMatchObject({ from: '2026-03-02' })
  })
  it('says when nothing is free, or only at other times', async () => {
    const { call } = workFor()
    expect(
      await call('find_slots', { serviceId: 'svc_tuneup01', from: '2026-03-08', days: 1 }),
    ).toMatchObject({ slots: [], note: 'Nothing is free on these days.' })
    expect(
      await call('find_slots', {
        serviceId: 'svc_tuneup01',
        from: '2026-03-03',
        days: 1,
        notBefore: '20:00',
      }),
    ).toMatchObject({ slots: [], note: expect.stringContaining('other times are') })
  })
  it('names the services where the id is wrong', async () => {
    const { call } = workFor()
    await expect(call('find_slots', { serviceId: 'svc_custom03', from: '2026-03-03' })).rejects.toThrow(
      'The ids are: svc_tuneup01 (Tune-up), svc_wheel002 (Wheel truing)',
    )
  })
  it('refuses a day that does not exist', async () => {
    const { call } = workFor()
    await expect(call('find_slots', { serviceId: 'svc_tuneup01', from: '2026-02-30' })).rejects.toThrow(
      'Today is 2026-03-02',
    )
  })
})

describe('book_appointment', () => {
  const input = { serviceId: 'svc_tuneup01', start: '2026-03-03T10:00-05:00' }
  it('takes a time with and without offset', async () => {
    const { ports, call } = workFor()
    await call('book_appointment', input)
    await call('book_appointment', { ...input, start: '2026-03-03T10:00' })
    expect(ports.calls.map((c) => c.query)).toEqual(
      Array(2).fill({ serviceId: 'svc_tuneup01', start: new Date('2026-03-03T15:00:00Z') }),
    )
  })
  it('books with a name that the customer gave, in any spelling of capitals and accents', async () => {
    const { work, call } = workFor(ann())
    expect(await call('book_appointment', { ...input, name: 'ann-marie Lowe' })).toMatchObject({
      booked: true,
      words: 'Tuesday, March 3, 2026 at 10:00 AM (EST)',
    })
    expect(commandsOf(work)).toEqual([{ type: 'appointment.book', holdId: 'apt_1', name: 'ann-marie Lowe' }])
  })
  it('refuses a name that nobody gave, before anything is held', async () => {
    const { work, call, ports } = workFor(ann())
    await expect(call('book_appointment', { ...input, name: 'John Doe' })).rejects.toThrow(
      'has not given this name',
    )
    expect(ports.calls).toEqual([])
    expect(commandsOf(work)).toEqual([])
  })
  it('knows the name of the contact', async () => {
    const { work, call } = workFor(
      deskContext(['yes'], { contact: { name: 'Bo Chen', phone: null, email: null, upcoming: [] } }),
    )
    await call('book_appointment', { ...input, name: 'Bo Chen' })
    expect(work.hold?.name).toBe('Bo Chen')
  })
  it('lets the earlier hold go when the next one fails', async () => {
    const { work, call } = workFor(ann())
    await call('book_appointment', { ...input, name: 'Ann' })
    expect(
      await call('book_appointment', { ...input, start: '2026-03-08T10:00', name: 'Ann' }),
    ).toMatchObject({ booked: false, why: expect.stringContaining('closed') })
    expect(commandsOf(work)).toEqual([])
  })
  it('says how a time is written', async () => {
    const { call } = workFor()
    await expect(call('book_appointment', { ...input, start: 'Tuesday at ten, please' })).rejects.toThrow(
      '2026-03-02T10:00-05:00',
    )
  })
})

describe('save_lead', () => {
  it('keeps what the customer wrote, in one command', async () => {
    const { work, call } = workFor(ann())
    await call('save_lead', { name: 'Ann-Marie Löwe', email: 'ANN@post.example' })
    await call('save_lead', { phone: '+1 646 555 0182', company: 'Lowe & Sons', need: 'a new bike' })
    expect(commandsOf(work)).toEqual([
      {
        type: 'lead.save',
        fields: {
          name: 'Ann-Marie Löwe',
          email: 'ANN@post.example',
          phone: '+1 646 555 0182',
          company: 'Lowe & Sons',
          need: 'a new bike',
        },
      },
    ])
  })
  it.each([
    [{ name: 'Jane' }, 'name'],
    [{ email: 'other@post.example' }, 'email'],
    [{ phone: '212 555 0143' }, 'phone'],
    [{ phone: '555' }, 'phone'],
    [{ company: 'Acme' }, 'company'],
  ])('refuses what the customer did not write: %o', async (fields, word) => {
    const { work, call } = workFor(ann())
    await expect(call('save_lead', fields)).rejects.toThrow(`has not given this ${word}`)
    expect(commandsOf(work)).toEqual([])
  })
  it('refuses to save nothing', async () => {
    await expect(workFor().call('save_lead', {})).rejects.toThrow('Nothing was given')
  })
})

describe('escalate', () => {
  it('asks for people, with the last reason', async () => {
    const { work, call } = workFor()
    await call('escalate', { reason: 'cannot_answer', note: 'Asks for e-bikes' })
    await call('escalate', { reason: 'complaint', note: 'Is angry' })
    expect(commandsOf(work)).toEqual([
      { type: 'conversation.escalate', reason: 'complaint', note: 'Is angry' },
    ])
  })
  it('takes no reason that belongs to people or to the machine', async () => {
    await expect(workFor().call('escalate', { reason: 'manual', note: 'x' })).rejects.toThrow()
  })
})
