// Greetings, thanks, goodbyes, and a yes or no that belongs to nothing.

import type { Intent } from '#ai/answerer/intents.ts'
import type { Session } from '#ai/answerer/session.ts'
import * as say from '#ai/answerer/wording/people.ts'

/** The one sentence for small talk that stands alone; the strongest wins ("ok thanks bye" is a goodbye). */
export function replySmallTalk(session: Session, said: Intent[]): string {
  const { profile, contact, thread } = session.context
  if (said.includes('about_ai')) return say.aboutAi(profile.name)
  if (said.includes('thanks')) return say.welcome
  if (said.includes('bye')) return say.goodbye
  if (said.includes('greeting')) {
    const spoken = thread.some((line) => line.author === 'ai' || line.author === 'member')
    return spoken ? say.helloAgain : say.hello(profile.name, contact.name?.split(' ')[0] ?? null)
  }
  return say.allRight
}
