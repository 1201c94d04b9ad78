// One sentence about an inbox from its health facts. Pure.
import type { Inbox } from '#wire/api/settings.ts'

export type Judgement = { state: 'good' | 'warning' | 'trouble' | 'silent'; text: string }

export function judgeHealth({ health }: Pick<Inbox, 'health'>): Judgement {
  const { lastError, lastReceivedAt, lastSignatureFailureAt, lastSentAt, quarantined, notices } = health
  const worst = notices.find((notice) => notice.level !== 'info')
  if (worst?.level === 'error') return { state: 'trouble', text: worst.text }
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
  if (worst) return { state: 'warning', text: worst.text }
  if (!lastReceivedAt && !lastSentAt) return { state: 'silent', text: 'Nothing has come in or gone out yet.' }
  return { state: 'good', text: 'Working' }
}

/** How sending went in the last seven days, in words; null where nothing was sent. */
export function describeWeek({ week }: Inbox['health']): string | null {
  const failed = week.failed.reduce((sum, { count }) => sum + count, 0)
  const tried = week.sent + failed
  if (tried === 0) return null
  const messages = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'message' : 'messages'}`
  if (failed === 0) return `${messages(tried)} sent in the last seven days, and none of them failed.`
  return `${failed.toLocaleString('en')} of ${messages(tried)} of the last seven days could not be delivered (${percent(failed / tried)}).`
}

function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`
}
