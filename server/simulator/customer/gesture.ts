// What a customer does to a message that lies on their phone: a reaction, an edit, taking it back, tapping a button.
import { findSimulatorRow, patchSimulatorRow, type SimulatorRow } from '#db/simulator.ts'
import { Refusal } from '#domain/errors.ts'
import type { Answer } from '#simulator/call.ts'
import type { Customer } from '#simulator/devices.ts'
import { readText, type StoredText } from '#simulator/items.ts'
import type { Outside } from '#simulator/outside.ts'
import type { Happening } from '#simulator/provider.ts'
import type { SimulatorGestureBody } from '#wire/simulator.ts'
import { deliverToBusiness } from './deliver.ts'
import { type OpenLine, openLine, say } from './send-text.ts'

type Gesture = SimulatorGestureBody & { copies: number; signature: 'right' | 'wrong' }
export type GestureDone = { row: SimulatorRow; answers: Answer[] }

/** Does it, on the phone and at the provider. `answers`: what the business's door said. */
export async function gesture(
  outside: Outside,
  workspaceId: string,
  customer: Customer,
  body: Gesture,
): Promise<GestureDone> {
  const row = await findSimulatorRow(outside.http.store, workspaceId, body.itemId)
  const target = row?.device === customer.id ? readText(row) : null
  if (!row || !target || target.unsent)
    throw new Refusal('not_found', 'There is no such message on this phone.')
  const line = await openLine(outside, workspaceId, customer, target.inboxId)
  if (!line.simulated.gestures.includes(body.what))
    throw new Refusal('invalid_input', 'The customer’s program cannot do that.')
  if (body.what === 'choice') return choose(line, body, target)
  const own = row.direction === 'to_business'
  if (body.what !== 'reaction' && !own)
    throw new Refusal('invalid_input', 'Only what the customer wrote can be changed or taken back.')
  const { happened, change } = changeOf(body, target)
  await patchSimulatorRow(outside.http.store.db, workspaceId, row.id, change)
  const answers = await deliverToBusiness(line, body, happened)
  return { row: { ...row, body: { ...target, ...change } }, answers }
}

function changeOf(
  body: Exclude<Gesture, { what: 'choice' }>,
  target: StoredText,
): { happened: Happening; change: Partial<StoredText> } {
  switch (body.what) {
    case 'reaction': {
      const reactions = { ...target.reactions, customer: body.emoji }
      const before = target.reactions.customer
      return { happened: { what: 'reaction', target, emoji: body.emoji, before }, change: { reactions } }
    }
    case 'edit': {
      const edits = target.edits + 1
      return {
        happened: { what: 'edit', target, text: body.text, times: edits },
        change: { text: body.text, edits },
      }
    }
    case 'unsend':
      return { happened: { what: 'unsend', target }, change: { unsent: true, text: '', files: [] } }
  }
}

async function choose(
  line: OpenLine,
  body: Gesture & { what: 'choice' },
  target: StoredText,
): Promise<GestureDone> {
  const choice = target.choices.find((one) => one.id === body.choiceId)
  if (!choice) throw new Refusal('not_found', 'There is no such button under the message.')
  const at = line.outside.http.flow.clock.now()
  const externalId = line.simulated.newId('text', line.customer)
  const said = { text: choice.title, externalId, files: [], at, quotes: target.externalId }
  const row = await say(line, body, said, async (message) => ({ what: 'choice', message, target, choice }))
  return { row, answers: readText(row)?.answers ?? [] }
}
