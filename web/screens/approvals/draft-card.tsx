// A draft with what can be done about it. The same card in the queue and above the composer: what a person is writing
// in the composer is never touched, because a draft is changed in its own field.
import { CalendarCheck, Check, PenLine, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { approve } from '#web/store/approvals.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Bell } from '#web/ui/bell.tsx'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { toast } from '#web/ui/toast.ts'
import type { Draft } from '#wire/api/drafts.ts'
import { Age, ExpiryLine, RiskBadge, Why } from './draft-facts.tsx'
import { RejectForm } from './reject-form.tsx'

type Mode = 'read' | 'edit' | 'reject'

export function DraftCard({
  draft,
  name,
  keys = false,
  small = false,
}: {
  draft: Draft
  name: string
  /** Single keys decide: only where this card is what the screen is about. */
  keys?: boolean
  small?: boolean
}) {
  const [mode, setMode] = useState<Mode>('read')
  const [text, setText] = useState(draft.text)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const send = async (): Promise<void> => {
    const words = mode === 'edit' ? text.trim() : undefined
    if (busy || words === '') return
    setBusy(true)
    try {
      await approve(draft, words === draft.text.trim() ? undefined : words)
      toast.ok(`Sent to ${name}`)
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  const edit = (): void => {
    setMode('edit')
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(text.length, text.length)
    })
  }
  useAction('draft.approve', () => void send(), keys && mode !== 'reject')
  useAction('draft.edit', edit, keys && mode === 'read')
  useAction('draft.reject', () => setMode('reject'), keys && mode === 'read')
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setMode('read')
    }
  }
  const hint = (key: string) => (keys ? <Key>{key}</Key> : null)

  return (
    <section
      aria-label="What the AI suggests"
      className={cx(
        'rounded-xl border border-accent-line bg-raised shadow-1',
        small ? 'mb-2 p-3' : 'mt-3 p-4',
      )}
    >
      <header className="mb-2 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="inline-flex items-center gap-1.5 text-sm font-semibold text-accent-ink">
          <Bell size={15} />
          The AI suggests
        </span>
        <RiskBadge risk={draft.risk} />
        <Age at={draft.createdAt} />
        <ExpiryLine expiresAt={draft.expiresAt} className="ms-auto" />
      </header>
      {mode === 'edit' ? (
        <textarea
          ref={field}
          aria-label="The answer, to be changed"
          dir="auto"
          value={text}
          rows={3}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-[38dvh] w-full resize-none rounded-lg border border-control bg-surface px-3.5 py-2 text-base focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent"
        />
      ) : (
        <p
          dir="auto"
          className={cx(
            'rounded-lg bg-accent-soft px-3.5 py-2 text-base whitespace-pre-wrap wrap-anywhere',
            small && 'scroll-quiet max-h-32 overflow-y-auto',
          )}
        >
          {draft.text}
        </p>
      )}
      {draft.does.length > 0 && (
        <ul className="mt-2 space-y-0.5">
          {draft.does.map((one) => (
            <li key={one} className="flex items-center gap-2 text-sm font-medium">
              <CalendarCheck size={15} className="text-accent-ink" aria-hidden="true" />
              {one}
            </li>
          ))}
        </ul>
      )}
      {mode === 'reject' ? (
        <RejectForm draft={draft} onBack={() => setMode('read')} />
      ) : (
        <>
          {mode === 'read' && <Why draft={draft} />}
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <Button
              look="primary"
              size={small ? 'sm' : 'md'}
              busy={busy}
              disabled={mode === 'edit' && text.trim() === ''}
              onClick={() => void send()}
              title={mode === 'edit' ? 'Ctrl or Cmd + Enter' : undefined}
              icon={<Check size={16} aria-hidden="true" />}
            >
              {mode === 'edit' ? 'Send this' : 'Approve and send'}
              {hint('Y')}
            </Button>
            {mode === 'read' ? (
              <>
                <Button
                  size={small ? 'sm' : 'md'}
                  disabled={busy}
                  onClick={edit}
                  icon={<PenLine size={15} aria-hidden="true" />}
                >
                  Edit
                  {hint('E')}
                </Button>
                <Button
                  look="ghost"
                  size={small ? 'sm' : 'md'}
                  disabled={busy}
                  onClick={() => setMode('reject')}
                  icon={<X size={16} aria-hidden="true" />}
                >
                  Reject
                  {hint('X')}
                </Button>
              </>
            ) : (
              <Button
                look="ghost"
                size={small ? 'sm' : 'md'}
                onClick={() => {
                  setText(draft.text)
                  setMode('read')
                }}
              >
                Leave it as it was
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  )
}

function Key({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden="true"
      className="ms-1 hidden rounded-xs border border-current px-1 font-sans text-2xs leading-4 opacity-70 pane:inline-block"
    >
      {children}
    </kbd>
  )
}
