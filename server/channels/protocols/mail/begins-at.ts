// From when on a mailbox is read that was connected just now: what lay there before stays there.
import type { ChannelIo, InboxAccount } from '#channels/channel.ts'

/** The first look comes within a minute of connecting; somebody who signs in later begins with that moment. */
const AT_MOST_MS = 10 * 60_000

/** A mail that came between connecting and the first look is one for us: it must not be lost between the two. */
export function beginsAt(
  { connectedAt }: Pick<InboxAccount, 'connectedAt'>,
  io: Pick<ChannelIo, 'now'>,
): Date {
  const now = io.now().getTime()
  return new Date(Math.max(connectedAt?.getTime() ?? now, now - AT_MOST_MS))
}
