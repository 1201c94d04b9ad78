// Writing now and sending later: times that make sense by the customer's clock, or one of one's own.
import { ClockPlus } from 'lucide-react'
import { useState } from 'react'
import { useVerdict } from '#web/store/sending.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Popover } from '#web/ui/overlay/popover.tsx'
import { Switch } from '#web/ui/switch.tsx'

export type Later = { sendAt: string; unlessTheyWrite: boolean }

export default function LaterMenu({
  conversationId,
  route,
  disabled,
  onChoose,
}: {
  conversationId: string
  route: { inboxId: string; addressId: string }
  disabled: boolean
  onChoose: (later: Later) => void
}) {
  return (
    <Popover
      align="end"
      title="Send later"
      trigger={
        <IconButton label="Send later" size="sm" disabled={disabled}>
          <ClockPlus size={17} aria-hidden="true" />
        </IconButton>
      }
    >
      <Choices conversationId={conversationId} route={route} onChoose={onChoose} />
    </Popover>
  )
}

function Choices({
  conversationId,
  route,
  onChoose,
}: {
  conversationId: string
  route: { inboxId: string; addressId: string }
  onChoose: (later: Later) => void
}) {
  const preview = useVerdict(conversationId, route).data
  const [unlessTheyWrite, setUnless] = useState(true)
  const [own, setOwn] = useState('')
  const choose = (sendAt: string): void => onChoose({ sendAt, unlessTheyWrite })
  const chosen = own ? new Date(own) : null
  const past = chosen !== null && chosen.getTime() <= Date.now()
  return (
    <div className="space-y-3">
      {preview && (
        <p className="text-sm text-ink-3">
          It is <span className="tabular font-medium text-ink-2">{preview.place.clock}</span> for them, in{' '}
          {preview.place.city} ({preview.place.because}).
        </p>
      )}
      <ul className="-mx-1.5">
        {(preview?.later ?? []).map((choice) => (
          <li key={choice.at}>
            <button
              type="button"
              onClick={() => choose(choice.at)}
              className="flex min-h-9 w-full items-center justify-between gap-3 rounded-sm px-2 text-start hover:bg-hover"
            >
              <span>{choice.label}</span>
              <span className="tabular text-sm text-ink-3">{choice.clock}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="border-t border-line pt-3">
        <div className="flex items-end gap-2">
          <TextField
            label="Another time, by your own clock"
            type="datetime-local"
            className="flex-1"
            value={own}
            error={past ? 'This time is over.' : null}
            onChange={(event) => setOwn(event.target.value)}
          />
          <Button
            size="md"
            disabled={!chosen || past || Number.isNaN(chosen.getTime())}
            onClick={() => chosen && choose(chosen.toISOString())}
          >
            Set
          </Button>
        </div>
      </div>
      <Switch
        label="Not if they write first"
        help="It is dropped when the customer writes before."
        checked={unlessTheyWrite}
        onChange={setUnless}
      />
    </div>
  )
}
