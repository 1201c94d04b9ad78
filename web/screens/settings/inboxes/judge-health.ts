// One sentence about an inbox from its health facts. Pure.
import type { Inbox } from '#wire/api/settings.ts'

export type Judgement = { state: 'good' | 'trouble' | 'silent'; text: string }

export function judgeHealth({ health }: Pick<Inbox, 'health'>): Judgement {
  const { lastError, lastReceivedAt, lastSignatureFailureAt, lastSentAt, quarantined } = health
  if (lastError) return { state: 'trouble', text: lastError }
  // A refused signature that is newer than the last message that came through: the secret is probably wrong.
  if (lastSignatureFailureAt && (!lastReceivedAt || lastSignatureFailureAt > lastReceivedAt))
    return {
      state: 'trouble',
      text: 'Webhooks arrive with a signature that does not match. Check the secret or token in the settings.',
    }
  if (quarantined > 0)
    return {
      state: 'trouble',
      text: `${quarantined} ${quarantined === 1 ? 'message' : 'messages'} could not be read and ${quarantined === 1 ? 'is' : 'are'} kept in quarantine.`,
    }
  if (!lastReceivedAt && !lastSentAt) return { state: 'silent', text: 'Nothing has come in or gone out yet.' }
  return { state: 'good', text: 'Working' }
}
