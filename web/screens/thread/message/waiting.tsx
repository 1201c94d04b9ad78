// A message that waits: until when, why, and what people can do about it.
import { CalendarClock, Pencil, SendHorizontal, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { explainBriefly } from '#web/store/explain.ts'
import { cancelWaiting, changeLater, sendNow } from '#web/store/sending.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea, TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { fullTime } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import type { Message } from '#wire/api/messages.ts'

export default function Waiting({ message }: { message: Message }) {
  const [open, setOpen] = useState<'edit' | 'anyway' | null>(null)
  const [busy, setBusy] = useState(false)
  const until = message.waitsUntil ?? message.later?.sendAt ?? null
  const { verdict, later } = message
  const reason = verdict?.reasons.find((each) => each.code !== 'scheduled') ?? null
  const why = later ? reason : (reason ?? verdict?.reasons[0] ?? null)
  const stops = verdict?.reasons.filter((each) => each.code !== 'scheduled') ?? []
  const liftable = stops.length > 0 && stops.every((each) => each.overridable)
  const run = (act: () => Promise<void>, said: string): void => {
    setBusy(true)
    act()
      .then(() => toast.ok(said))
      .catch((error: unknown) => toast.fail(explainBriefly(error)))
      .finally(() => setBusy(false))
  }
  return (
    <div className="mt-1 flex max-w-[min(36rem,86%)] flex-wrap items-center justify-end gap-x-2 gap-y-0.5 px-1 text-xs text-ink-3">
      <CalendarClock size={13} aria-hidden="true" />
      <span className="font-medium text-ink-2">
        {later ? 'Leaves' : 'Waits until'}{' '}
        {until && (
          <time dateTime={until} title={fullTime(until)}>
            {short(until)}
          </time>
        )}
      </span>
      {later?.unlessTheyWrite && <span>· not if they write first</span>}
      <span className="flex items-center">
        {later && (
          <Act label="Change" icon={<Pencil size={12} />} busy={busy} onClick={() => setOpen('edit')} />
        )}
        {(later || liftable) && (
          <Act
            label={liftable ? 'Send now…' : 'Send now'}
            icon={<SendHorizontal size={12} />}
            busy={busy}
            onClick={() =>
              liftable ? setOpen('anyway') : run(() => sendNow(message, null), 'It is on its way')
            }
          />
        )}
        <Act
          label="Cancel"
          icon={<X size={12} />}
          busy={busy}
          onClick={() => run(() => cancelWaiting(message), 'It will not be sent')}
        />
      </span>
      {why && <span className="basis-full text-end text-balance">{why.text}</span>}
      {open === 'edit' && <Edit message={message} onClose={() => setOpen(null)} />}
      {open === 'anyway' && (
        <Anyway
          why={stops[0]?.text ?? ''}
          onClose={() => setOpen(null)}
          onSend={(words) => {
            setOpen(null)
            run(() => sendNow(message, words), 'It is on its way')
          }}
        />
      )}
    </div>
  )
}

function Act({
  label,
  icon,
  busy,
  onClick,
}: {
  label: string
  icon: ReactNode
  busy: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      disabled={busy}
      onClick={onClick}
      className="inline-flex h-6 items-center gap-1 rounded-xs px-1.5 font-semibold text-accent-ink underline-offset-2 hover:underline disabled:opacity-60"
    >
      <span aria-hidden="true">{icon}</span>
      {label}
    </button>
  )
}

function Edit({ message, onClose }: { message: Message; onClose: () => void }) {
  const [text, setText] = useState(message.text)
  const [at, setAt] = useState(localInput(message.later?.sendAt ?? new Date().toISOString()))
  const [unlessTheyWrite, setUnless] = useState(message.later?.unlessTheyWrite ?? true)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await changeLater(message, {
        text: text.trim(),
        sendAt: new Date(at).toISOString(),
        unlessTheyWrite,
      })
      toast.ok('Changed')
      onClose()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} width="sm" title="Change what is to leave">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <DialogBody className="space-y-4">
          <TextArea
            label="Message"
            required
            dir="auto"
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <TextField
            label="When, by your own clock"
            type="datetime-local"
            required
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
          <Switch label="Not if they write first" checked={unlessTheyWrite} onChange={setUnless} />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Anyway({
  why,
  onClose,
  onSend,
}: {
  why: string
  onClose: () => void
  onSend: (reason: string) => void
}) {
  const [reason, setReason] = useState('')
  return (
    <Dialog open onClose={onClose} width="sm" title="Send it now anyway" description={`${why}.`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSend(reason.trim())
        }}
      >
        <DialogBody>
          <TextField
            label="Why?"
            required
            minLength={3}
            maxLength={300}
            help="Kept with the message, with your name."
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={reason.trim().length < 3}>
            Send it now
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

/** What a field for date and time takes: this browser's clock without a zone. */
function localInput(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const format = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
function short(iso: string): string {
  return format.format(new Date(iso))
}
