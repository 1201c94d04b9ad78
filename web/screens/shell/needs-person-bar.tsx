// Somebody is needed: over every screen until one of the team takes care of it, or looks away for now. Loaded only then.
import { BellRing, Volume2, VolumeX, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { reasonLabel, severityOf } from '#domain/escalation.ts'
import { useAction } from '#web/actions/registry.ts'
import { Link } from '#web/router/link.tsx'
import { navigate } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { acknowledge, alertSound, useEscalations } from '#web/store/handover.ts'
import { useListenable } from '#web/store/listenable.ts'
import { useMember } from '#web/store/session.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { chime } from '#web/ui/chime.ts'
import { cx } from '#web/ui/cx.ts'

export default function NeedsPersonBar({ openId }: { openId: string | null }) {
  const member = useMember()
  const sound = useListenable(alertSound)
  const all = useEscalations().data
  const open = (all ?? []).filter((e) => e.acknowledged === null)
  const [hidden, setHidden] = useState<string[]>([])
  // The thread that is open says it itself.
  const shown = open.filter((e) => e.conversation.id !== openId && !hidden.includes(seriesOf(e)))
  const [first] = shown
  useRing(
    all === undefined ? null : open.map(seriesOf),
    open.some((e) => e.severity === 3),
    sound,
  )
  useAction('escalation.open', () => first && navigate(inboxPath(first.conversation.id)), first !== undefined)
  if (!first) return null
  const { conversation } = first
  const urgent = severityOf(first.reason) === 3
  const name = conversation.contact.name ?? conversation.contact.display
  return (
    <section
      aria-label="Somebody is needed"
      className={cx(
        'rise-in fixed inset-x-2 bottom-16 z-30 mx-auto flex max-w-160 flex-wrap items-center gap-x-2 gap-y-1.5 rounded-lg border bg-raised py-2 ps-3 pe-2 shadow-3 pane:inset-x-auto pane:start-18 pane:bottom-3 pane:w-104 wide:start-57',
        openId && 'top-17 bottom-auto pane:top-auto',
        urgent ? 'border-danger' : 'border-line-strong',
      )}
    >
      <BellRing
        size={18}
        aria-hidden="true"
        className={cx('shrink-0', urgent ? 'text-danger-ink' : 'text-warn-ink')}
      />
      <p className="min-w-0 flex-1 basis-44 text-sm" role="status">
        <Link
          href={inboxPath(conversation.id)}
          className="block truncate font-semibold text-ink hover:underline"
        >
          <bdi>{name}</bdi> · {reasonLabel(first.reason)}
        </Link>
        <span className="block truncate text-ink-3">
          {shown.length > 1
            ? `and ${shown.length - 1} more who need a person`
            : (first.note ?? conversation.preview)}
        </span>
      </p>
      <div className="ms-auto flex items-center gap-1">
        {shown.length > 1 && (
          <Link
            href="/needs-a-person"
            className="rounded-sm px-2 py-1 text-sm font-semibold text-accent-ink hover:underline"
          >
            Show all
          </Link>
        )}
        <Button
          size="sm"
          look={urgent ? 'danger' : 'primary'}
          onClick={() => void acknowledge(conversation, member.name)}
        >
          I take care of it
        </Button>
        <IconButton
          size="sm"
          label={sound ? 'Sound is on' : 'Sound is off'}
          aria-pressed={sound}
          onClick={() => {
            alertSound.set(!sound)
            if (!sound) chime(false)
          }}
        >
          {sound ? <Volume2 size={16} aria-hidden="true" /> : <VolumeX size={16} aria-hidden="true" />}
        </IconButton>
        <IconButton
          size="sm"
          label="Not now"
          onClick={() => setHidden((held) => [...held, ...shown.map(seriesOf)])}
        >
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </section>
  )
}

/** A worse reason is news, also to those who looked away. */
const seriesOf = (e: { id: string; reason: string }): string => `${e.id} ${e.reason}`

/** Rings once for each that is new since this page was opened. */
function useRing(ids: string[] | null, urgent: boolean, on: boolean): void {
  const known = useRef<Set<string> | null>(null)
  const joined = ids?.join(',') ?? null
  useEffect(() => {
    if (joined === null) return
    const now = joined === '' ? [] : joined.split(',')
    const before = known.current
    known.current = new Set([...(before ?? []), ...now])
    if (on && before && now.some((id) => !before.has(id))) chime(urgent)
  }, [joined, urgent, on])
}
