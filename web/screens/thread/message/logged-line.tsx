// What stands on a message that a member wrote down by hand: what it was, when it really happened, and where.
import { ExternalLink, NotebookPen } from 'lucide-react'
import { useChannels } from '#web/store/settings.ts'
import { cx } from '#web/ui/cx.ts'
import { fullTime } from '#web/ui/time.ts'
import type { Message } from '#wire/api/messages.ts'

type Props = { message: Message & { logged: NonNullable<Message['logged']> } }

export function LoggedHead({ message }: Props) {
  const { logged, channel } = message
  const rules = useChannels().data?.find(
    (each) => each.capabilities.channel === channel && each.capabilities.loggedByHand,
  )?.capabilities.loggedByHand
  const kind = rules?.kinds.find((each) => each.value === logged.kind)?.label ?? logged.kind
  return (
    <p className={cx('flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3', message.text && 'mb-1')}>
      <span className="font-semibold text-ink-2">{kind}</span>
      <time dateTime={logged.happenedAt}>{fullTime(logged.happenedAt)}</time>
      {logged.url && (
        <a
          href={logged.url}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex h-6 items-center gap-1 font-medium text-accent-ink underline-offset-2 hover:underline"
        >
          Open
          <ExternalLink size={12} aria-hidden="true" />
        </a>
      )}
    </p>
  )
}

/** In the place of a tick: nothing of it left from here. */
export function LoggedFoot({ message }: Props) {
  const out = message.direction === 'out'
  return (
    <p
      className={cx(
        'mt-0.5 flex max-w-[min(36rem,86%)] flex-wrap items-center gap-x-1.5 px-1 text-xs text-ink-3',
        out && 'justify-end',
      )}
    >
      <NotebookPen size={13} aria-hidden="true" />
      <span className="font-medium">{out ? 'Logged, not sent' : 'Logged by hand'}</span>
      {message.logged.by && <span>· {message.logged.by}</span>}
    </p>
  )
}
