// What a reply may rest on: the business's own words, the customer's words, and what the calendar gave.

import { sayPrice } from '#ai/prompt.ts'
import { customerText } from '#ai/tools/customer-words.ts'
import type { Hold, ToolRun, Work } from '#ai/tools/work.ts'
import type { Slot } from '#domain/booking.ts'
import type { TurnCommand } from '#domain/commands.ts'
import type { DeskContext } from '#domain/desk.ts'

export type Checked = {
  text: string
  context: DeskContext
  runs: ToolRun[]
  hold: Hold | null
  move?: Work['move']
  commands: TurnCommand[]
}

export type Evidence = {
  /** Texts of the business: profile, services, passages found in this turn, and what it wrote in this thread. */
  business: string[]
  customer: string
  slots: Slot[]
  booked: Slot | null
  upcoming: Date[]
}

export function gatherEvidence({ context, runs, hold, move, commands }: Checked): Evidence {
  const { profile, services, contact, thread } = context
  return {
    business: [
      Object.values(profile).join('\n'),
      ...services.map(
        (s) => `${s.name}: ${sayPrice(s, context)}. ${s.durationMinutes} minutes. ${s.description}`,
      ),
      ...runs.flatMap((run) => run.passages.map((p) => `${p.title}\n${p.text}`)),
      ...thread.filter((line) => line.author !== 'contact').map((line) => line.text),
      context.disclosure ?? '',
      context.agent?.persona ?? '',
    ].filter(Boolean),
    customer: customerText(context),
    slots: runs.flatMap((run) => run.slots),
    booked: bookedSlot(hold, move ?? null, commands),
    upcoming: contact.upcoming.map((a) => a.start),
  }
}

function bookedSlot(hold: Hold | null, move: Work['move'], commands: TurnCommand[]): Slot | null {
  if (move && commands.some((c) => c.type === 'appointment.move')) return move.slot
  return hold && commands.some((c) => c.type === 'appointment.book') ? hold.slot : null
}

const CONTENT_WORD = /\p{L}{4,}/gu
/** A stem of this many letters makes "ring", "rings" and "ringing" one word. */
const STEM = 5
const MIN_WORDS = 4
const MIN_SHARE = 0.7

const stems = (text: string) => [...text.toLowerCase().matchAll(CONTENT_WORD)].map((m) => m[0].slice(0, STEM))

/** Is this sentence in substance what one of the business's own texts says? */
export function isQuoted(sentence: string, business: string[]): boolean {
  const words = [...new Set(stems(sentence))]
  if (words.length < MIN_WORDS) return false
  return business.some((text) => {
    const there = new Set(stems(text))
    return words.filter((w) => there.has(w)).length / words.length >= MIN_SHARE
  })
}
