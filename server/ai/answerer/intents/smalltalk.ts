// Greetings, thanks, goodbyes, and the question whether one talks to a machine.
import { isClosed } from '#ai/answerer/handover.ts'
import { profileSource } from '#ai/answerer/lookup.ts'
import { say } from '#ai/answerer/sentences.ts'
import { formatShortMoment } from '#ai/format.ts'
import { closedNow } from './hours.ts'
import type { Answer } from './intent.ts'

export const greeting: Answer = async (desk) => {
  const { contact, profile } = desk.context
  const text = say.greeting(contact.name, profile.name)
  const sources = [profileSource(profile.name)]
  if (!isClosed(desk)) return { text, sources, ask: say.howCanIHelp }
  const closed = await closedNow(desk)
  return { text: `${text} ${closed.text}`, sources: [...sources, ...closed.sources], ask: say.howCanIHelp }
}

export const thanks: Answer = (desk) => {
  const next = desk.context.contact.upcoming[0]
  if (!next) return { text: say.welcome, sources: [] }
  return {
    text: say.welcomeSeeYou(formatShortMoment(next.start, desk.place)),
    sources: [
      {
        kind: 'calendar',
        id: next.id,
        title: next.service,
        quote: formatShortMoment(next.start, desk.place),
      },
    ],
  }
}

export const bye: Answer = () => ({ text: say.bye, sources: [] })

export const bot: Answer = (desk) => ({
  text: say.bot(desk.context.profile.name),
  sources: [profileSource(desk.context.profile.name)],
  ask: say.howCanIHelp,
})
