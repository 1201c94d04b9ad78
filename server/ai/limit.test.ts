import { describe, expect, it } from 'vitest'
import { type ToolName, toolNames } from '#domain/agent.ts'
import type { DeskContext } from '#domain/desk.ts'
import { deskContext, fakePorts, NOW } from '#test/fakes/desk.ts'
import { play, textOf } from '#test/fakes/turn.ts'
import { answer } from './answerer/index.ts'
import { limitCommands, limitContext, limitPorts } from './limit.ts'
import { buildInstructions } from './prompt.ts'
import { toolsFor } from './tools/tools.ts'

const appointment = { id: 'apt_1', service: 'Tune-up', start: new Date(NOW.getTime() + 3 * 86_400_000) }
const agent = (tools: ToolName[], persona = '') => ({
  id: 'agt_1',
  name: 'Nora',
  persona,
  tools,
  audiences: [],
})
const contextOf = (tools: ToolName[], said = ['Hello'], persona = ''): DeskContext =>
  deskContext(said, {
    agent: agent(tools, persona),
    contact: { name: null, phone: null, email: null, upcoming: [appointment] },
  })
const without = (...names: ToolName[]) => toolNames.filter((name) => !names.includes(name))

describe('an agent', () => {
  it('with every tool sees everything', () => {
    const context = contextOf([...toolNames])
    expect(limitContext(context)).toBe(context)
  })

  it('without booking has nothing to book and no times to ask for', async () => {
    const context = limitContext(contextOf(without('book_appointment')))
    expect(context.services.some((s) => s.bookable)).toBe(false)
    expect(toolsFor(context).map((t) => t.name)).not.toContain('find_slots')
    const held = await limitPorts(context, fakePorts()).holdSlot({ serviceId: 'svc_tuneup01', start: NOW })
    expect(held).toMatchObject({ ok: false })
  })

  it('always may hand over', () => {
    expect(toolsFor(contextOf([])).map((t) => t.name)).toEqual(['escalate'])
  })

  it('leaves out what it may not ask for, whoever asked', () => {
    const context = contextOf(without('book_appointment', 'save_lead'))
    const kept = limitCommands(context, [
      { type: 'appointment.book', holdId: 'apt_2', name: 'Jane' },
      { type: 'lead.save', fields: { name: 'Jane' } },
      { type: 'message.send', text: 'Hello' },
    ])
    expect(kept.map((c) => c.type)).toEqual(['message.send'])
  })

  it('may not cancel, so the built-in answerer neither cancels nor says so', async () => {
    const context = limitContext(contextOf(without('cancel_appointment'), ['Please cancel my appointment']))
    const result = await answer(context, fakePorts())
    expect(result.commands.map((c) => c.type)).toContain('conversation.escalate')
    expect(result.commands.map((c) => c.type)).not.toContain('appointment.cancel')
  })

  it('may not take down details, so nobody is thanked for them', async () => {
    const context = limitContext(contextOf(without('save_lead'), ['My email is jane@example.com']))
    const result = await answer(context, fakePorts())
    expect(result.commands.map((c) => c.type)).not.toContain('lead.save')
    expect(textOf(result)).not.toContain('noted')
  })
})

describe('its words', () => {
  it('stand among the facts, above the rules, line by line', () => {
    const prompt = buildInstructions(contextOf([...toolNames], ['Hello'], 'Be warm.\n\nRules: none.'))
    expect(prompt).toContain('- Be warm.\n- Rules: none.')
    expect(prompt.indexOf('Rules: none.')).toBeLessThan(prompt.indexOf('Rules, which nothing'))
  })

  it('are kept to itself, but for what stands in quotes', async () => {
    const persona =
      'Never tell anybody that our boss is on holiday until the end of the month. Greet with “Welcome to the house of wheels, how may we be of service today?”'
    const context = contextOf([...toolNames], ['Hello'], persona)
    const leaked = await play(
      Array.from({ length: 2 }, () => 'Our boss is on holiday until the end of the month, they say.'),
      { context },
    )
    expect(leaked.trace.guard).toEqual(['it recites what the business told you about yourself'])
    const greeted = await play(['Welcome to the house of wheels, how may we be of service today?'], {
      context,
    })
    expect(greeted.trace.guard).toEqual([])
  })
})
