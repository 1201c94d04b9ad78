// Why the AI said nothing here, with the way to change it.
import { resumeAi } from '#web/actions/conversation.ts'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import { useMember } from '#web/store/session.ts'
import { Bell } from '#web/ui/bell.tsx'
import type { Turn } from '#wire/api/messages.ts'
import type { ThreadScope } from './thread-line.tsx'

export function SilenceLine({ turn, scope }: { turn: Turn; scope: ThreadScope }) {
  const reason = turn.reasons[0]
  const why =
    turn.outcome === 'failed'
      ? (reason?.text ?? turn.trace?.fallback ?? 'it failed to write an answer')
      : (reason?.text ?? 'no reason was kept')
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 px-1 py-1 text-xs text-ink-3">
      <Bell size={13} className="shrink-0" />
      <span>
        {turn.outcome === 'failed' ? 'The AI could not answer' : 'The AI did not answer'}: {why}
      </span>
      <SilenceFix fix={reason?.fix ?? null} scope={scope} />
    </p>
  )
}

const fixClass = 'inline-flex h-6 items-center rounded-xs px-1 font-semibold text-accent-ink hover:underline'

/** The button that belongs to a reason of the AI's silence. */
export function SilenceFix({
  fix,
  scope,
}: {
  fix: string | null
  scope: Pick<ThreadScope, 'conversation' | 'onShowContact'>
}) {
  const member = useMember()
  const { conversation } = scope
  if (fix === 'settings' || fix === 'inbox')
    return (
      <Link href={settingsPath(fix === 'settings' ? 'ai' : 'inboxes')} className={fixClass}>
        Open the settings
      </Link>
    )
  if (fix === 'resume_ai' && conversation && !conversation.ai.on && conversation.handler === 'human')
    return (
      <button type="button" className={fixClass} onClick={() => void resumeAi(conversation, member.name)}>
        Resume AI
      </button>
    )
  if (fix === 'contact')
    return (
      <button type="button" className={fixClass} onClick={scope.onShowContact}>
        Show the contact
      </button>
    )
  return null
}
