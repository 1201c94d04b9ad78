// The last lines before a draft: enough to judge it without opening the conversation.
import { ExternalLink } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime, fullTime } from '#web/ui/time.ts'
import type { QueuedDraft } from '#wire/api/drafts.ts'

export function Context({ draft, name }: { draft: QueuedDraft; name: string }) {
  const { contact } = draft.conversation
  return (
    <section aria-label="The conversation" className="rounded-xl border border-line bg-surface">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <Avatar id={contact.id} name={contact.name} badge={<ChannelMark kind={draft.channel} size={16} />} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate font-semibold">
            {name}
          </span>
          <span className="block truncate text-sm text-ink-3">
            {channelLabel(draft.channel)}
            {contact.name && ` · ${contact.display}`}
          </span>
        </span>
        <Link
          href={inboxPath(draft.conversationId)}
          title="Open the conversation (Enter)"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-accent-ink hover:bg-hover"
        >
          Open
          <ExternalLink size={14} aria-hidden="true" />
        </Link>
      </header>
      <ol className="space-y-2 px-4 py-3.5">
        {draft.thread.map((line) => (
          <li
            key={line.seq}
            className={cx(
              'flex max-w-[88%] flex-col',
              line.author === 'contact' ? 'items-start' : 'ms-auto items-end',
            )}
          >
            <span className="mb-0.5 px-1 text-2xs text-ink-3">
              {line.author === 'contact' ? name : line.author === 'ai' ? 'AI' : (line.name ?? 'Us')}
              {' · '}
              <time dateTime={line.at} title={fullTime(line.at)}>
                {clockTime(line.at)}
              </time>
            </span>
            <span
              dir="auto"
              className={cx(
                'line-clamp-6 rounded-lg px-3 py-1.5 text-base whitespace-pre-wrap wrap-anywhere',
                line.author === 'contact'
                  ? 'bg-sunken text-ink'
                  : line.author === 'ai'
                    ? 'bg-accent-soft text-ink'
                    : 'bg-ours text-on-ours',
              )}
            >
              {line.text || '(no text)'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
