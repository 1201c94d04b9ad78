// Greetings, thanks, goodbyes, and the question whether one talks to a machine.
import { isClosed, nextOpening } from '#ai/answerer/handover.ts'
import { hoursSource, profileSource } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'
import { formatShortMoment } from '#ai/format.ts'
import type { Answer } from './intent.ts'

export const greeting: Answer = (desk) => {
  const { contact, profile } = desk.context
  const opens = nextOpening(desk)
  const sources = [profileSource(profile.name)]
  let text = say.greeting(contact.name, profile.name)
  if (isClosed(desk)) {
    text += ` ${say.closedNow(opens)}`
    if (opens) sources.push(hoursSource(`Open again ${opens}`))
  }
  return { text, sources, ask: say.howCanIHelp }
}

export const thanks: Answer = (desk) => {
  const next = desk.context.contact.upcoming[0]
  if (!next) return { text: say.welcome, sources: [] }
  return {
    text: say.welcomeSeeYou(formatShortMoment(next.start, desk.place)),
    sources: [{ kind: 'calendar', id: next.id, title: next.service, quote: formatShortMoment(next.start, desk.place) }],
  }
}

export const bye: Answer = () => ({ text: say.bye, sources: [] })

export const bot: Answer = (desk) => ({
  text: say.bot(desk.context.profile.name),
  sources: [profileSource(desk.context.profile.name)],
  ask: say.howCanIHelp,
})
