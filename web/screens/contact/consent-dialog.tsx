import { useState } from 'react'
import { type Address, recordConsent } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Button } from '#web/ui/button.tsx'
import { TextArea } from '#web/ui/field.tsx'
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
  const out = address.optedOutAt === null
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      const said = text.trim()
      await recordConsent(contact.id, {
        addressId: address.id,
        action: out ? 'opt_out' : 'opt_in',
        ...(said && { text: said }),
      })
      toast.ok(out ? 'Opted out. Nothing more goes out there' : 'Opted in again')
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
      title={out ? `Opt ${address.display} out` : `Opt ${address.display} in again`}
      description={
        out
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
        <DialogBody>
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
            {out ? 'Opt out' : 'Opt in'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
