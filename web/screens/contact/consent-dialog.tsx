import { useState } from 'react'
import { type Address, recordConsent } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { SelectField, TextArea } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'

/** Puts down a yes or no that the customer gave elsewhere, with their words as the proof. */
export default function ConsentDialog({
  contact,
  address,
  onClose,
}: {
  contact: ContactDetail
  address: Address
  onClose: () => void
}) {
  const offers = contact.purposes.find(
    (each) => each.addressId === address.id && each.purpose === 'marketing',
  )?.state
  const [choice, setChoice] = useState<'all' | 'offers'>('all')
  const about = address.optedOutAt === null ? choice : 'all'
  const out = about === 'all' ? address.optedOutAt === null : offers === 'in'
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      const said = text.trim()
      await recordConsent(contact.id, {
        addressId: address.id,
        action: out ? 'opt_out' : 'opt_in',
        ...(about === 'offers' && { purpose: 'marketing' as const }),
        ...(said && { text: said }),
      })
      toast.ok(
        about === 'offers'
          ? out
            ? 'No more offers go out there'
            : 'Offers may go out there'
          : out
            ? 'Opted out. Nothing more goes out there'
            : 'Opted in again',
      )
      onClose()
    } catch (error) {
      toast.fail(explainBriefly(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={
        about === 'offers'
          ? `Offers to ${address.display}`
          : out
            ? `Opt ${address.display} out`
            : `Opt ${address.display} in again`
      }
      description={
        about === 'offers'
          ? out
            ? 'No offers go out to this address any more; everything else still does.'
            : 'Only with the customer’s written yes: put down their words and where they gave them. It is kept as proof.'
          : out
            ? 'Nothing goes out to this address any more, neither from you nor from the AI, until the customer opts in again.'
            : 'Only with the customer’s word: write down what they said and where. It is kept as proof.'
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          {address.optedOutAt === null && (
            <SelectField
              label="What is it about?"
              value={choice}
              options={[
                { value: 'all', label: 'All messages: opt out' },
                {
                  value: 'offers',
                  label: offers === 'in' ? 'Offers only: no more of them' : 'Offers: they agreed to them',
                },
              ]}
              onChange={(event) => setChoice(event.target.value === 'offers' ? 'offers' : 'all')}
            />
          )}
          <TextArea
            label="What did the customer say, word for word?"
            optional={out}
            required={!out}
            maxLength={1000}
            dir="auto"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={out ? 'danger' : 'primary'} busy={busy}>
            {about === 'offers' ? 'Put it down' : out ? 'Opt out' : 'Opt in'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
