// Before a call: whose telephone rings, what the customer sees and hears, and what speaks against it.
import { CircleDot, Phone, PhoneForwarded, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { placeCall, useCallWays } from '#web/store/calls.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Bone, Trouble } from '#web/ui/states.tsx'
import type { CallWay } from '#wire/api/calls.ts'

type Props = { conversationId: string; onClose: () => void }

export default function CallDialog({ conversationId, onClose }: Props) {
  const { data: ways, error, refetch } = useCallWays(conversationId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // One press of the button is one call, however often it is sent.
  const [clientId, setClientId] = useState(() => crypto.randomUUID())
  const way = ways?.find((one) => one.addressId === chosen) ?? ways?.[0]

  const call = async (to: CallWay): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await placeCall(conversationId, to, clientId)
      onClose()
    } catch (failure) {
      setProblem(explainBriefly(failure))
      setClientId(crypto.randomUUID())
      setBusy(false)
    }
  }

  return (
    <Dialog open onClose={onClose} title="Call the customer" width="sm">
      <DialogBody className="space-y-3">
        {error ? (
          <Trouble error={error} onRetry={() => void refetch()} />
        ) : !ways ? (
          <Bone className="h-24 w-full" />
        ) : !way ? (
          <p>This contact has no telephone number. Add one in the contact.</p>
        ) : (
          <>
            {ways.length > 1 ? (
              <SelectField
                label="Number"
                value={way.addressId}
                options={ways.map((one) => ({ value: one.addressId, label: one.address }))}
                onChange={(event) => setChosen(event.target.value)}
              />
            ) : (
              <p className="tabular text-xl font-semibold">{way.address}</p>
            )}
            {way.inboxId ? <Facts way={way} /> : <NoLine />}
            {way.verdict.reasons.map((reason) => (
              <p
                key={reason.code}
                role="alert"
                className="flex gap-2.5 rounded-md border border-warn-line bg-warn-soft px-3 py-2.5 text-sm text-warn-ink"
              >
                <TriangleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
                <span>
                  <strong className="font-semibold">{reason.text}.</strong> {reason.action}
                </span>
              </p>
            ))}
            {problem && (
              <p role="alert" className="text-sm text-danger-ink">
                {problem}
              </p>
            )}
          </>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        {way &&
          (way.inboxId ? (
            <Button
              look="primary"
              busy={busy}
              disabled={way.verdict.decision === 'block' || way.rings === null}
              icon={<Phone size={15} aria-hidden="true" />}
              onClick={() => void call(way)}
            >
              Call now
            </Button>
          ) : (
            <a href={`tel:${way.number}`} onClick={onClose} className={buttonClass('primary')}>
              <Phone size={15} aria-hidden="true" />
              Call with this device
            </a>
          ))}
      </DialogFoot>
    </Dialog>
  )
}

function Facts({ way }: { way: CallWay }) {
  return (
    <ul className="space-y-2.5 text-base text-ink-2">
      <Fact icon={<PhoneForwarded size={16} aria-hidden="true" />}>
        {way.rings ? (
          <>
            Your telephone <b className="tabular font-semibold text-ink">{way.rings}</b> rings first. When you
            take it, the customer is called.
          </>
        ) : (
          <>
            It is not known which telephone of yours to ring.{' '}
            <Link href="/settings/you" className="font-medium text-accent-ink underline">
              Enter your number
            </Link>
          </>
        )}
      </Fact>
      {way.from && (
        <Fact icon={<Phone size={16} aria-hidden="true" />}>
          They see <b className="tabular font-semibold text-ink">{way.from}</b> ({way.inboxName}).
        </Fact>
      )}
      {way.recorded && (
        <Fact icon={<CircleDot size={16} aria-hidden="true" className="text-danger-ink" />}>
          {way.announcement ? (
            <>
              The call is recorded. Both of you hear first: “<span dir="auto">{way.announcement}</span>”
            </>
          ) : (
            'The call is recorded, and nobody is told by us. Tell the customer yourself.'
          )}
        </Fact>
      )}
    </ul>
  )
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <span className="mt-0.5 shrink-0 text-ink-3">{icon}</span>
      <span className="min-w-0">{children}</span>
    </li>
  )
}

function NoLine() {
  return (
    <p className="text-ink-2">
      No inbox of yours places calls, so this device calls by itself and the customer sees its own number.{' '}
      <Link href="/settings/inboxes" className="font-medium text-accent-ink underline">
        Connect a telephone number
      </Link>{' '}
      to call by the number of the business, with the call in this thread.
    </p>
  )
}
