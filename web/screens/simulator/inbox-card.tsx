// The other side of the same conversation: who answers there now, and the way to it.
import { ArrowRight, UserRound } from 'lucide-react'
import { Link } from '#web/router/link.tsx'
import { inboxPath } from '#web/router/routes.ts'
import { useConversation } from '#web/store/conversations.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Bell } from '#web/ui/bell.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import type { SimulatorApp } from '#wire/simulator.ts'
import { apps } from './apps.ts'

export function InboxCard({ conversationId, app }: { conversationId: string | null; app: SimulatorApp }) {
  return (
    <section aria-label="In the inbox" className="rounded-lg border border-line bg-raised p-3">
      <h2 className="text-sm font-semibold text-ink">In the inbox</h2>
      {conversationId ? (
        <Known id={conversationId} />
      ) : (
        <>
          <p className="mt-1 text-sm text-ink-3">
            {apps[app].kind === 'browser'
              ? 'What visitors write appears there, each visitor in a conversation of their own.'
              : 'Nothing yet. Send something, and the conversation appears there.'}
          </p>
          {apps[app].kind === 'browser' && (
            <Link
              href={inboxPath(null, { channel: 'webchat' })}
              className={buttonClass('secondary', 'sm', 'mt-2.5 w-full')}
            >
              See the web chats
              <ArrowRight size={14} aria-hidden="true" />
            </Link>
          )}
        </>
      )}
    </section>
  )
}

function Known({ id }: { id: string }) {
  const { data } = useConversation(id)
  const byPerson = data?.handler === 'human'
  const why = data && !data.ai.on ? data.ai.reasons[0]?.text : null
  return (
    <>
      <p className="mt-1.5 flex min-h-5 flex-wrap gap-1.5" aria-live="polite">
        {data && (
          <Badge
            tone={byPerson ? 'warn' : 'accent'}
            icon={byPerson ? <UserRound size={11} aria-hidden="true" /> : <Bell size={11} />}
          >
            {byPerson ? 'A person answers' : 'The AI answers'}
          </Badge>
        )}
        {data?.status === 'escalated' && <Badge tone="danger">Escalated</Badge>}
        {data?.status === 'closed' && <Badge>Closed</Badge>}
        {data?.contact.optedOut && <Badge tone="danger">Opted out</Badge>}
      </p>
      {why && <p className="mt-1 text-sm text-ink-3">{why}</p>}
      <Link href={inboxPath(id)} className={buttonClass('secondary', 'sm', 'mt-2.5 w-full')}>
        Open the conversation
        <ArrowRight size={14} aria-hidden="true" />
      </Link>
    </>
  )
}
