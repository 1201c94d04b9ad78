// A turn of the front desk with a scripted model, ports over plain data, and a built-in answerer that says one thing.
import { expect } from 'vitest'
import type { Deadline } from '#ai/deadline.ts'
import { runTurn } from '#ai/turn.ts'
import type { DeskContext, DeskPorts, TurnResult } from '#domain/desk.ts'
import { deskContext, type FakePorts, fakePorts } from './desk.ts'
import { type Step, scriptedModel } from './scripted-model.ts'

export const settings = {
  provider: 'openai-compatible',
  model: 'scripted',
  apiKey: 'sk-secret-key',
  baseUrl: 'http://localhost',
}
/** Free in the fake calendar. */
export const TUESDAY_10 = '2026-03-03T10:00-05:00'
export const builtinText = 'The built-in answerer says hello.'

export async function builtin(): Promise<TurnResult> {
  return {
    commands: [{ type: 'message.send', text: builtinText }],
    trace: {
      engine: 'builtin',
      model: null,
      intent: 'greeting',
      sources: [],
      tools: [{ name: 'look', input: {}, outcome: 'looked', ms: 0 }],
      tokens: null,
      ms: 1,
      guard: [],
      fallback: null,
    },
  }
}

/** A deadline that ends when the test says so. */
export function handDeadline(left = 60_000): Deadline & { end(): void } {
  const controller = new AbortController()
  return {
    signal: controller.signal,
    left: () => left,
    stop: () => undefined,
    end: () => controller.abort(new DOMException('over', 'TimeoutError')),
  }
}

export type PlayOptions = {
  context?: DeskContext
  ports?: FakePorts
  deadline?: Deadline
  answer?: typeof builtin
  wrap?: (ports: FakePorts) => DeskPorts
}
export async function play(steps: Step[], options: PlayOptions = {}) {
  const model = scriptedModel(steps)
  const ports = options.ports ?? fakePorts()
  const result = await runTurn(
    {
      context: options.context ?? deskContext(),
      ports: options.wrap?.(ports) ?? ports,
      model: settings,
      timeoutMs: 20_000,
    },
    {
      connect: async () => model,
      deadline: () => options.deadline ?? handDeadline(),
      answer: options.answer ?? builtin,
    },
  )
  return { ...result, model, ports, requests: model.doGenerateCalls, text: textOf(result) }
}

export function textOf(result: TurnResult): string {
  const texts = result.commands.filter((c) => c.type === 'message.send').map((c) => c.text)
  expect(texts).toHaveLength(1)
  return texts[0] ?? ''
}
