// What all parts of the settings are made of.
import { Check, Copy } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Skeleton, Trouble } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'

export function Card({
  title,
  help,
  action,
  children,
  className,
}: {
  title?: string
  help?: ReactNode
  action?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={cx('mb-5 rounded-xl border border-line bg-surface', className)}>
      {title && (
        <header className="flex items-start gap-3 px-5 pt-4">
          <div className="min-w-0 flex-1">
            <h3 className="text-md font-semibold">{title}</h3>
            {help && <p className="mt-0.5 text-ink-3">{help}</p>}
          </div>
          {action}
        </header>
      )}
      <div className="px-5 py-4">{children}</div>
    </section>
  )
}

/** A form in a card whose Save wakes up when something has changed. */
export function SaveForm({
  dirty,
  saving,
  onSave,
  onReset,
  children,
}: {
  dirty: boolean
  saving: Saving
  onSave: () => void
  onReset: () => void
  children: ReactNode
}) {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSave()
  }
  return (
    <form onSubmit={submit}>
      {children}
      {saving.error !== null && Object.keys(saving.fields).length === 0 && (
        <p role="alert" className="mb-4 rounded-md bg-danger-soft px-3.5 py-2.5 text-danger-ink">
          {explainBriefly(saving.error)}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" busy={saving.busy} disabled={!dirty}>
          Save
        </Button>
        {dirty && (
          <Button look="ghost" onClick={onReset}>
            Discard the changes
          </Button>
        )}
      </div>
    </form>
  )
}

export type Saving = { busy: boolean; error: unknown; fields: Record<string, string> }

/** Runs what saves; tells how it went. Resolves with whether it worked. */
export function useSaving(): Saving & {
  run: (save: () => Promise<unknown>, said?: string) => Promise<boolean>
} {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const run = async (save: () => Promise<unknown>, said = 'Saved'): Promise<boolean> => {
    setState({ busy: true, error: null })
    try {
      await save()
      setState({ busy: false, error: null })
      toast.ok(said)
      return true
    } catch (error) {
      setState({ busy: false, error })
      return false
    }
  }
  return { ...state, fields: fieldErrors(state.error), run }
}

/** Waiting, trouble or content, for a part that hangs on one query. */
export function Loaded<T>({
  query,
  children,
}: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <Trouble error={query.error} onRetry={() => void query.refetch()} />
  return (
    <Skeleton label="Loading" className="space-y-4">
      <Bone className="h-32 w-full rounded-xl" />
      <Bone className="h-24 w-full rounded-xl" />
    </Skeleton>
  )
}

/** A text to take along: shown whole, copied by one button. */
export function CopyText({ label, text, block }: { label: string; text: string; block?: boolean }) {
  const [copied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true)
        setTimeout(() => setCopied(false), 2_000)
      },
      () => toast.fail('The browser does not allow copying here. Select the text and copy it.'),
    )
  }
  return (
    <div
      className={cx(
        'flex gap-2 rounded-md border border-line bg-sunken',
        block ? 'items-start p-3' : 'items-center py-1 ps-3 pe-1',
      )}
    >
      <code
        aria-label={label}
        className={cx(
          'min-w-0 flex-1 select-all font-mono text-sm text-ink-2',
          block ? 'whitespace-pre-wrap wrap-anywhere' : 'truncate',
        )}
      >
        {text}
      </code>
      <Button
        size="sm"
        onClick={copy}
        icon={copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {copied && `${label} copied`}
      </span>
    </div>
  )
}
