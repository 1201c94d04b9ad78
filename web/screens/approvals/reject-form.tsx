// Saying no, and why: the reason is what the business learns from. Usual ones are one click.
import { useEffect, useRef, useState } from 'react'
import { reject } from '#web/store/approvals.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Draft } from '#wire/api/drafts.ts'

const usual = ['Wrong facts', 'Not our tone', 'Answers something else', 'I answer this myself']

export function RejectForm({ draft, onBack }: { draft: Draft; onBack: () => void }) {
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = async (reason: string): Promise<void> => {
    setBusy(true)
    try {
      await reject(draft, reason)
      toast.say('Rejected. The conversation is yours now.')
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      className="mt-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(why)
      }}
    >
      <TextField
        label="What is wrong with it?"
        optional
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onBack()
        }}
        help="Nothing is sent; the conversation is yours from then on."
      />
      <div className="mt-2 flex flex-wrap gap-1.5">
        {usual.map((reason) => (
          <button
            key={reason}
            type="button"
            disabled={busy}
            onClick={() => void submit(reason)}
            className="h-7 rounded-full border border-line-strong px-3 text-sm text-ink-2 hover:bg-hover hover:text-ink"
          >
            {reason}
          </button>
        ))}
      </div>
      <div className="mt-3 flex gap-2">
        <Button type="submit" look="danger" busy={busy}>
          Reject
        </Button>
        <Button look="ghost" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
