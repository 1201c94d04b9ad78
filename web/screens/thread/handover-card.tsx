// For the person who takes over, at the top of the thread: what the customer wants, what was tried, who has it.
import { Check, ChevronDown, Hand } from 'lucide-react'
import { useEffect, useState } from 'react'
import { reasonLabel } from '#domain/escalation.ts'
import { useAction } from '#web/actions/registry.ts'
import { acknowledge, useHandover } from '#web/store/handover.ts'
import { useMember } from '#web/store/session.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { clockTime } from '#web/ui/time.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import type { Handover } from '#wire/api/handover.ts'

export default function HandoverCard({ conversation }: { conversation: Conversation }) {
  const member = useMember()
  const { data, refetch } = useHandover(conversation.id)
  const [open, setOpen] = useState(false)
  const { escalation } = conversation
  const waits = escalation !== null && !escalation.acknowledged
  const stamp = `${escalation?.reason} ${escalation?.acknowledged?.at} ${conversation.lastSeq} ${conversation.resume?.at}`
  // Alerts, brief and plan hang on what has just changed.
  useEffect(() => {
    if (stamp) void refetch()
  }, [stamp, refetch])
  useAction('escalation.take', () => void acknowledge(conversation, member.name), waits)
  if (!data) return null
  const urgent = data.escalation?.open && data.escalation.severity === 3
  return (
    <section
      aria-label="For whoever takes over"
      className={cx(
        'border-b border-line px-3 py-2 pane:px-5',
        waits
          ? urgent
            ? 'border-s-4 border-s-danger bg-danger-soft'
            : 'border-s-4 border-s-warn bg-surface'
          : 'bg-sunken',
      )}
    >
      <div className="mx-auto flex max-w-200 flex-wrap items-start gap-x-4 gap-y-2">
        <dl className="min-w-0 flex-1 basis-72 text-sm">
          <Line term="Wants">{data.brief.wants}</Line>
          <Line term="So far">{data.brief.tried}</Line>
        </dl>
        <div className="flex items-center gap-1.5">
          {waits && (
            <Button
              size="sm"
              look={urgent ? 'danger' : 'primary'}
              icon={<Hand size={15} aria-hidden="true" />}
              onClick={() => void acknowledge(conversation, member.name)}
              title="I take care of it (A)"
            >
              I take care of it
            </Button>
          )}
          {data.escalation?.open && (
            <Button size="sm" look="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
              {escalation?.acknowledged ? (
                <>
                  <Check size={15} aria-hidden="true" className="text-accent-ink" />
                  {escalation.acknowledged.by === member.name
                    ? 'You have it'
                    : `${escalation.acknowledged.by} has it`}
                </>
              ) : (
                'Details'
              )}
              <ChevronDown
                size={14}
                aria-hidden="true"
                className={cx('transition-transform', open && 'rotate-180')}
              />
            </Button>
          )}
        </div>
        {open && data.escalation && <Details escalation={data.escalation} by={data.brief.by} />}
      </div>
    </section>
  )
}

function Line({ term, children }: { term: string; children: string }) {
  return (
    <div className="flex gap-2">
      <dt className="w-14 shrink-0 font-semibold text-ink-2">{term}</dt>
      <dd dir="auto" title={children} className="line-clamp-2 min-w-0 flex-1 text-ink wrap-anywhere">
        {children}
      </dd>
    </div>
  )
}

function Details({
  escalation,
  by,
}: {
  escalation: NonNullable<Handover['escalation']>
  by: Handover['brief']['by']
}) {
  const { acknowledged, alerts, nextAlertAt, told } = escalation
  return (
    <ul className="w-full space-y-0.5 border-t border-line pt-2 text-xs text-ink-2">
      <li>
        {clockTime(escalation.at)} {reasonLabel(escalation.reason)}
        {escalation.by ? `, by ${escalation.by}` : ''}
        {escalation.note ? `: ${escalation.note}` : ''}
      </li>
      <li>
        {told.at
          ? `${clockTime(told.at)} The customer was told what happens next.`
          : `The customer was not told: ${told.whyNot ?? 'nothing was written'}.`}
      </li>
      {alerts.map((alert) => (
        <li key={`${alert.at} ${alert.person} ${alert.kind}`}>
          {clockTime(alert.at)} {alert.person} was {alert.problem ? 'to be alerted' : 'alerted'} by{' '}
          {alert.kind === 'phone' ? 'text' : 'mail'}
          {alert.problem ? `: ${alert.problem}` : alert.status === 'delivered' ? ' (delivered)' : ''}
        </li>
      ))}
      {alerts.length === 0 && <li>Nobody was alerted: no telephone and no mailbox is in the settings.</li>}
      {nextAlertAt && !acknowledged && (
        <li>Next alert at {clockTime(nextAlertAt)}, unless somebody takes it.</li>
      )}
      {acknowledged && (
        <li>
          {clockTime(acknowledged.at)} {acknowledged.by} took care of it {how[acknowledged.how]}.
        </li>
      )}
      {by === 'model' && <li>The two lines above were written by the AI model.</li>}
    </ul>
  )
}

const how = {
  app: 'in the app',
  reply: 'by answering the alert',
  takeover: 'by answering the customer',
  link: 'by the link in the alert',
} as const
