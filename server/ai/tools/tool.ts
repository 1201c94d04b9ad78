// A tool of the front desk: a name and a description for the model, a schema with limits for its input, and what it
// does. Inputs say what and when, never whose: the conversation, the contact and the workspace are bound by the ports.
import type { z } from 'zod'
import type { ToolRun, Work } from './work.ts'

/** What a tool tells the model, in words for the trace, and as evidence for the guard. */
export type ToolAnswer = { result: unknown; outcome: string } & Partial<Pick<ToolRun, 'slots' | 'passages'>>

export type DeskTool = {
  name: string
  description: string
  input: z.ZodType
  /** Runs, records the run in `work`, and gives what the model reads. Throws `ToolProblem` with words for the model. */
  call(input: unknown, work: Work): Promise<unknown>
}

/** A failure that the model may read and react to. */
export class ToolProblem extends Error {}

export function defineTool<Schema extends z.ZodType>(spec: {
  name: string
  description: string
  input: Schema
  run(input: z.output<Schema>, work: Work): Promise<ToolAnswer>
}): DeskTool {
  return {
    name: spec.name,
    description: spec.description,
    input: spec.input,
    async call(raw, work) {
      const began = performance.now()
      const record = (run: Pick<ToolRun, 'ok' | 'outcome'> & Partial<ToolRun>) =>
        work.runs.push({
          name: spec.name,
          input: raw,
          ms: Math.round(performance.now() - began),
          slots: [],
          passages: [],
          ...run,
        })
      try {
        if (work.ended) throw new ToolProblem('This turn is over.')
        const answer = await spec.run(spec.input.parse(raw), work)
        record({
          ok: true,
          outcome: answer.outcome,
          slots: answer.slots ?? [],
          passages: answer.passages ?? [],
        })
        return answer.result
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error)
        record({ ok: false, outcome: `failed: ${words}` })
        if (error instanceof ToolProblem) throw error
        // What broke is for the trace. The model must not read the insides of the machine, and cannot mend them.
        throw new ToolProblem(
          'This did not work. Do not claim that it did. Try once more, or say so and escalate.',
        )
      }
    },
  }
}
