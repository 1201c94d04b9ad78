// A customer's call, one step at a time. What comes next is what the business ordered last.
import { Refusal } from '#domain/errors.ts'
import { answer, dial, hangUp, type Line, letRing } from '#simulator/twilio/voice/line.ts'
import type { SimulatorCall, SimulatorCallBody } from '#wire/simulator.ts'

export async function takeStep(
  line: Line,
  { step, call, seconds }: SimulatorCallBody,
): Promise<SimulatorCall> {
  if (step === 'dial') return dial(line)
  if (!call) throw new Refusal('invalid_input', 'Which call? Dial first.')
  switch (step) {
    case 'answer':
      return answer(line, call)
    case 'let_ring':
      return letRing(line, call)
    case 'hang_up':
      return hangUp(line, call, seconds)
  }
}
