// Who answers here, and the one button that changes it. The place where "why does the AI say nothing?" is answered.
import { CirclePause, User } from 'lucide-react'
import type { ReactNode } from 'react'
import { resumeAi, takeOver } from '#web/actions/conversation.ts'
import { SilenceFix } from '#web/screens/thread/silence-line.tsx'
import { keepWithPeople } from '#web/store/handover.ts'
import { useMember } from '#web/store/session.ts'
import { Bell } from '#web/ui/bell.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { whenShort } from '#web/ui/time.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Conversation } from '#wire/api/conversations.ts'

export function StateBanner({
  conversation,
  onShowContact,
}: {
  conversation: Conversation | undefined
  onShowContact: () => void
}) {
  const member = useMember()
  if (!conversation) return <div className="mb-2 h-8" />
  const { ai, handler, handledBy, status } = conversation
  // Where only people ever answer there is nothing to switch; the note beside the field says why.
  if (ai.reasons.some((reason) => reason.code === 'public_replies')) return null
  if (handler === 'human')
    return (
      <Banner
        icon={<User size={15} aria-hidden="true" />}
        tone={status === 'escalated' ? 'danger' : 'person'}
        action={
          <Button
            size="sm"
            look="ghost"
            onClick={() => void resumeAi(conversation, member.name)}
            title="Resume AI (T)"
          >
            Resume AI
          </Button>
        }
      >
        {handledBy === member.name
          ? 'You are handling this. The AI stays silent.'
          : handledBy
            ? `${handledBy} is handling this. The AI stays silent.`
            : status === 'escalated'
              ? 'Escalated: a person is expected here. The AI stays silent.'
              : 'A person is handling this. The AI stays silent.'}
        {conversation.resume && <ResumePlan conversation={conversation} />}
      </Banner>
    )
  const reason = ai.reasons[0]
  // The draft above says what the AI does here, and what can be done about it.
  if (ai.on && conversation.draft) return null
  if (!ai.on && reason)
    return (
      <Banner
        icon={<CirclePause size={15} aria-hidden="true" />}
        tone="quiet"
        action={<SilenceFix fix={reason.fix} scope={{ conversation, onShowContact }} />}
      >
        The AI is silent: {lowerFirst(reason.text)}
        {ai.reasons.length > 1 && ` (and ${ai.reasons.length - 1} more)`}
      </Banner>
    )
  return (
    <Banner
      icon={<Bell size={15} />}
      tone="ai"
      action={
        <Button
          size="sm"
          look="ghost"
          onClick={() => void takeOver(conversation, member.name)}
          title="Take over (T)"
        >
          Take over
        </Button>
      }
    >
      {status === 'closed'
        ? 'Closed. If the customer writes, the AI answers.'
        : 'The AI is answering. If you write, it stops.'}
    </Banner>
  )
}

/** When the rule hands the conversation back, and the way to keep it. */
function ResumePlan({ conversation }: { conversation: Conversation }) {
  const now = useNow()
  const { resume } = conversation
  if (!resume) return null
  return (
    <>
      {' '}
      <span title={`By your rule: ${resume.why}`}>The AI answers again {whenShort(resume.at, now)}.</span>{' '}
      <button
        type="button"
        className="rounded-xs font-semibold text-accent-ink hover:underline"
        onClick={() => void keepWithPeople(conversation)}
      >
        Keep it with people
      </button>
    </>
  )
}

const tones = {
  ai: 'text-accent-ink',
  person: 'text-ink-2',
  danger: 'text-danger-ink',
  quiet: 'text-warn-ink',
}

function Banner({
  icon,
  tone,
  action,
  children,
}: {
  icon: ReactNode
  tone: keyof typeof tones
  action: ReactNode
  children: ReactNode
}) {
  return (
    <div className={cx('mb-1.5 flex min-h-8 items-center gap-2 ps-1 text-sm', tones[tone])}>
      <span className="shrink-0">{icon}</span>
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  )
}

function lowerFirst(text: string): string {
  return text.startsWith('AI') ? text : text.charAt(0).toLowerCase() + text.slice(1)
}
