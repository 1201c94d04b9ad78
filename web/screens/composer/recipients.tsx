// Who gets the mail. An answer goes to everybody who was on the last one; one look says who, one click changes it.
import { useState } from 'react'
import { useRecipients } from '#web/store/recipients.ts'
import type { Recipients as Chosen } from '#web/store/writing/drafts.ts'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import { AddressList } from './address-list.tsx'
import { shortName } from './mail-addresses.ts'

type Props = {
  conversationId: string
  route: ReplyRoute
  /** What the writer chose; null while it is everybody. */
  chosen: Chosen | null
  onChange: (chosen: Chosen | null) => void
  disabled: boolean
}

export function Recipients({ conversationId, route, chosen, onChange, disabled }: Props) {
  const everybody = useRecipients(conversationId, route).data
  const [open, setOpen] = useState(false)
  const shown = chosen ?? (everybody ? { to: everybody.to, cc: everybody.cc, bcc: [] } : null)
  if (!shown) return <div className="h-8 border-b border-line" />
  if (!open)
    return (
      <div className="flex min-h-8 items-center gap-2 border-b border-line px-3.5 text-sm">
        <p className="min-w-0 flex-1 truncate text-ink-2">
          <span className="text-ink-3">To </span>
          {namesOf(shown.to)}
          {shown.cc.length > 0 && (
            <>
              <span className="text-ink-3"> · Cc </span>
              {namesOf(shown.cc)}
            </>
          )}
          {shown.bcc.length > 0 && (
            <>
              <span className="text-ink-3"> · Bcc </span>
              {namesOf(shown.bcc)}
            </>
          )}
        </p>
        {!chosen && shown.cc.length > 0 && (
          <Small onClick={() => onChange({ to: shown.to, cc: [], bcc: [] })} disabled={disabled}>
            Only {shortName(shown.to[0] ?? '')}
          </Small>
        )}
        {chosen && everybody && (
          <Small onClick={() => onChange(null)} disabled={disabled}>
            Everybody
          </Small>
        )}
        <Small onClick={() => setOpen(true)} disabled={disabled}>
          Change<span className="sr-only"> the recipients</span>
        </Small>
      </div>
    )
  const change = (next: Partial<Chosen>): void => onChange({ ...shown, ...next })
  return (
    <fieldset disabled={disabled}>
      <legend className="sr-only">Recipients</legend>
      <AddressList label="To" value={shown.to} onChange={(to) => change({ to })} />
      <AddressList label="Cc" autoFocus value={shown.cc} onChange={(cc) => change({ cc })} />
      <AddressList label="Bcc" value={shown.bcc} onChange={(bcc) => change({ bcc })} />
      <p className="flex justify-end border-b border-line px-3.5 py-1">
        <Small onClick={() => setOpen(false)}>Done</Small>
      </p>
    </fieldset>
  )
}

function Small({
  onClick,
  disabled,
  children,
}: {
  onClick: () => void
  disabled?: boolean
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      className="inline-flex h-6 max-w-40 shrink-0 items-center truncate rounded-xs px-1.5 text-xs font-medium text-accent-ink hover:bg-hover disabled:text-ink-3"
    >
      {children}
    </button>
  )
}

const SHOWN = 3
function namesOf(list: readonly string[]): string {
  const names = list.slice(0, SHOWN).map(shortName).join(', ')
  return list.length > SHOWN ? `${names} and ${list.length - SHOWN} more` : names
}
