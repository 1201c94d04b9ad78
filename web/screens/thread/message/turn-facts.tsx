// How a turn of the AI came about: who thought, how long, what it cost, what was refused on the way.

import type { TurnTrace } from '#domain/desk.ts'
import { sayMicros } from '#domain/model-price.ts'

export function TurnTools({ tools }: { tools: TurnTrace['tools'] }) {
  if (tools.length === 0) return null
  return (
    <div className="mt-3 border-t border-line pt-2.5">
      <h4 className="mb-1 text-xs font-semibold text-ink-3">What it did</h4>
      <ol className="space-y-1.5 text-xs text-ink-3">
        {tools.map((tool, index) => {
          const input = sayInput(tool.input)
          return (
            <li key={index}>
              <span className="font-medium text-ink-2">{sayTool(tool.name)}</span>
              {input && <span className="font-mono text-2xs wrap-anywhere"> {input}</span>}
              <span className="block wrap-anywhere">
                {tool.outcome}
                {tool.ms >= 1 && ` · ${sayTime(tool.ms)}`}
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

export function TurnFacts({ trace }: { trace: TurnTrace }) {
  const { tokens } = trace
  const rows: [string, string][] = [
    ...(trace.agent ? [['Agent', trace.agent.name] as [string, string]] : []),
    ['Written by', trace.engine === 'model' ? (trace.model ?? 'A language model') : 'The built-in answerer'],
    ...(trace.intent ? [['Understood as', trace.intent.replaceAll('_', ' ')] as [string, string]] : []),
    ['Time', sayTime(trace.ms)],
    ...(tokens
      ? [
          [
            'Tokens',
            `${tokens.input.toLocaleString('en')} read, ${tokens.output.toLocaleString('en')} written`,
          ] as [string, string],
        ]
      : []),
    ...(tokens ? [['Cost', sayCost(trace.costMicros)] as [string, string]] : []),
  ]
  return (
    <>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 border-t border-line pt-2.5 text-xs">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="tabular text-ink-2 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {trace.fallback && (
        <p className="mt-2.5 rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-warn-ink">
          The model did not write this: {trace.fallback}.
        </p>
      )}
      {trace.guard.length > 0 && (
        <div className="mt-2.5 rounded-md bg-warn-soft px-2.5 py-1.5 text-xs text-warn-ink">
          <p className="font-medium">The guard refused of what the model wrote:</p>
          <ul className="ms-4 list-disc">
            {trace.guard.map((refused) => (
              <li key={refused} className="wrap-anywhere">
                {refused}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function sayCost(micros: number | null | undefined): string {
  if (micros === undefined) return 'not counted then'
  return micros === null ? 'no price is known' : sayMicros(micros)
}

/** "find_slots" and "find-slots" are one thing to people. */
function sayTool(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const LONGEST = 120

function sayInput(input: unknown): string {
  if (typeof input !== 'object' || input === null)
    return typeof input === 'string' ? input.slice(0, LONGEST) : ''
  const text = Object.entries(input)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function sayTime(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
