// What the inbox's health says of mails that a service has named and cannot give out: how many there are, why, and that it is
// over.
import type { IncomingItem } from '#channels/channel.ts'
import type { Queued } from './queue.ts'

const CODE = 'mails-set-aside'

/**
 * The notice after a look into the mailbox; taken back once the last of them was read or is gone. Nothing where there
 * was none and is none.
 */
export function noticeOfSetAside(service: string, before: Queued[], after: Queued[]): IncomingItem[] {
  const waiting = after.filter(({ tries }) => tries > 0)
  if (waiting.length === 0)
    return before.some(({ tries }) => tries > 0) ? [{ kind: 'notice_over', code: CODE }] : []
  const count = waiting.length
  const reason = waiting.findLast((one) => one.reason)?.reason
  const [who, where] =
    count === 1
      ? [`One mail could not be fetched from ${service} and is tried again by itself.`, 'It']
      : [`${count} mails could not be fetched from ${service} and are tried again by themselves.`, 'They']
  const why = reason ? ` The last time: ${reason}` : ''
  const text = `${who}${why} ${where} can be read in the mailbox itself.`
  return [{ kind: 'notice', code: CODE, level: 'warning', text, data: { count } }]
}
