// Side by side: who stays, who joins, where both say something different, and what it will be.
import { ArrowLeftRight, BellOff } from 'lucide-react'
import type { MergeField, MergeSide } from '#domain/contact-merge.ts'
import { contactName } from '#web/store/merges.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { mediumDate } from '#web/ui/time.ts'
import type { Contact } from '#wire/api/contacts.ts'
import type { MergePreview } from '#wire/api/merges.ts'
import { leadNames, temperatureNames } from './names.ts'

type Props = {
  preview: MergePreview
  onChoose: (field: MergeField, side: MergeSide) => void
  onSwap: () => void
}

export function MergePreviewPane({ preview, onChoose, onSwap }: Props) {
  const { into, from, result, conflicts, moves, stays } = preview
  return (
    <div className="space-y-4">
      <div className="grid items-stretch gap-2 pane:grid-cols-[1fr_auto_1fr]">
        <Side contact={into} part="Stays" />
        <div className="flex items-center justify-center">
          <IconButton label="Change places" onClick={onSwap}>
            <ArrowLeftRight size={17} className="rotate-90 pane:rotate-0" aria-hidden="true" />
          </IconButton>
        </div>
        <Side contact={from} part="Joins" />
      </div>
      {conflicts.length > 0 && (
        <div className="space-y-2.5">
          <h3 className="text-xs font-semibold text-ink-3">Both say something different</h3>
          {conflicts.map((conflict) => (
            <Conflict key={conflict.field} {...conflict} onChoose={onChoose} />
          ))}
        </div>
      )}
      <section className="rounded-lg bg-sunken px-4 py-3">
        <h3 className="text-xs font-semibold text-ink-3">Afterwards</h3>
        <p dir="auto" className="mt-1 text-md font-semibold wrap-anywhere">
          {contactName(result)}
          {result.company && <span className="font-normal text-ink-3"> · {result.company}</span>}
        </p>
        <p className="text-sm text-ink-2 wrap-anywhere">
          {leadNames[result.leadStatus]} · {result.addresses.map((a) => a.display).join(', ') || 'No address'}
        </p>
        <p className="mt-1.5 text-sm text-ink-3">{movesSentence(moves, contactName(from))}</p>
        {stays.length > 0 && (
          <ul className="mt-2 space-y-1 text-sm text-danger-ink">
            {stays.map((line) => (
              <li key={line} className="flex items-start gap-1.5">
                <BellOff size={14} className="mt-0.75 shrink-0" aria-hidden="true" />
                {line}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function Side({ contact, part }: { contact: Contact; part: string }) {
  return (
    <section aria-label={part} className="min-w-0 rounded-lg border border-line-strong px-3.5 py-3">
      <p className="text-xs font-semibold text-ink-3">{part}</p>
      <div className="mt-1.5 flex items-center gap-2.5">
        <Avatar id={contact.id} name={contact.name} size={34} />
        <div className="min-w-0">
          <p dir="auto" className="truncate font-semibold">
            {contactName(contact)}
          </p>
          <p dir="auto" className="truncate text-xs text-ink-3">
            {contact.company ? `${contact.company} · ` : ''}since {mediumDate(contact.createdAt)}
          </p>
        </div>
      </div>
      <ul className="mt-2 space-y-0.5 text-sm text-ink-2">
        {contact.addresses.map((a) => (
          <li key={a.id} className="truncate">
            {a.display}
          </li>
        ))}
      </ul>
    </section>
  )
}

const labels: Record<MergeField, string> = {
  name: 'Name',
  company: 'Company',
  leadStatus: 'Lead status',
  temperature: 'Temperature',
  need: 'Need',
  aiPaused: 'AI front desk',
}

/** A stored value as people read it. */
function shown(field: MergeField, value: string | null): string {
  if (field === 'aiPaused') return value === null ? 'Answers' : `Paused: ${value}`
  if (value === null) return 'Nothing'
  const names: Record<string, string> =
    field === 'leadStatus'
      ? leadNames
      : field === 'temperature'
        ? Object.fromEntries(Object.entries(temperatureNames).map(([key, { label }]) => [key, label]))
        : {}
  return names[value] ?? value
}

type ConflictProps = MergePreview['conflicts'][number] & { onChoose: Props['onChoose'] }

function Conflict({ field, into, from, chosen, onChoose }: ConflictProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{labels[field]}</legend>
      <div className="grid gap-2 pane:grid-cols-2 pane:gap-x-12.5">
        {(['into', 'from'] as const).map((side) => (
          <label
            key={side}
            className={cx(
              'relative flex min-h-9 items-start gap-2 rounded-md border px-3 py-1.75 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              chosen === side
                ? 'border-accent bg-accent-soft text-ink'
                : 'border-line-strong bg-surface text-ink-2 hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={`merge-${field}`}
              className="mt-0.75 shrink-0 accent-(--accent)"
              checked={chosen === side}
              onChange={() => onChoose(field, side)}
            />
            <span dir="auto" className="line-clamp-3 min-w-0 wrap-anywhere">
              {shown(field, side === 'into' ? into : from)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function movesSentence(moves: MergePreview['moves'], from: string): string {
  const parts = [
    count(moves.conversations, 'conversation'),
    count(moves.appointments, 'appointment'),
    count(moves.notes, 'note'),
    count(moves.consents, 'consent', 'consents'),
  ].filter((part) => part !== null)
  const list = new Intl.ListFormat('en').format(parts)
  return parts.length > 0
    ? `${list} of ${from} ${parts.length > 1 || !/^1 /.test(list) ? 'move' : 'moves'} along.`
    : `Nothing but the addresses of ${from} moves.`
}
function count(n: number, one: string, many = `${one}s`): string | null {
  return n === 0 ? null : n === 1 ? `1 ${one}` : `${n} ${many}`
}
