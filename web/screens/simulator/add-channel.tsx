// Every channel in a minute: one click makes an inbox whose provider is simulated, and opens its program.
import { Check, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { SimulatorApp, SimulatorOffer } from '#wire/simulator.ts'
import { apps } from './apps.ts'
import { addChannel } from './data.ts'

type Props = {
  offers: SimulatorOffer[]
  onAdded: (inboxId: string, app: SimulatorApp) => void
  look?: 'primary' | 'secondary'
  /** Without its word, where others need the room. */
  small?: boolean
}

const keyOf = ({ channel, provider }: SimulatorOffer): string => `${channel} ${provider}`

export function AddChannel({ offers, onAdded, look = 'secondary', small = false }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const add = async (offer: SimulatorOffer): Promise<void> => {
    setBusy(keyOf(offer))
    const id = await addChannel(offer)
    setBusy(null)
    if (!id) return
    setOpen(false)
    toast.ok(`${offer.label} by ${offer.by} is connected to the simulator.`)
    onAdded(id, offer.app)
  }
  return (
    <>
      <Button
        look={look}
        className="shrink-0"
        icon={<Plus size={15} aria-hidden="true" />}
        aria-label="Add a channel to try"
        title={small ? 'Add a channel to try' : undefined}
        onClick={() => setOpen(true)}
      >
        <span className={look === 'primary' ? '' : small ? 'hidden' : 'max-pane:hidden'}>
          {look === 'primary' ? 'Add a channel to try' : 'Channel'}
        </span>
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Add a channel to try"
        description="A made-up account of the provider, in its own protocol. It goes with the sample data."
      >
        <DialogBody>
          <ul className="overflow-hidden rounded-lg border border-line">
            {offers.map((offer) => {
              const { Icon } = apps[offer.app]
              return (
                <li
                  key={keyOf(offer)}
                  className="flex items-center gap-3 border-line px-3 py-2 not-first:border-t"
                >
                  <span
                    className={`sim-${offer.app} sim-badge flex size-9 shrink-0 items-center justify-center rounded-lg`}
                    aria-hidden="true"
                  >
                    <Icon size={17} />
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-semibold text-ink">{offer.label}</span>
                    <span className="block truncate text-sm text-ink-3">by {offer.by}</span>
                  </span>
                  {offer.added ? (
                    <span className="flex items-center gap-1 text-sm text-ink-3">
                      <Check size={14} aria-hidden="true" />
                      Added
                    </span>
                  ) : (
                    <Button
                      size="sm"
                      busy={busy === keyOf(offer)}
                      disabled={busy !== null}
                      aria-label={`Add ${offer.label} by ${offer.by}`}
                      onClick={() => void add(offer)}
                    >
                      Add
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </DialogBody>
      </Dialog>
    </>
  )
}
