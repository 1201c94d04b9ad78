// An address that the customer told elsewhere: a number to text, a mail address to write to.
import { useState } from 'react'
import type { AddressKind } from '#domain/channel.ts'
import { ApiError } from '#web/store/api.ts'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { addAddress } from '#web/store/merges.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { toast } from '#web/ui/toast.ts'
import type { Contact } from '#wire/api/contacts.ts'
import { addable, type PublicKind } from './address-words.ts'
import MergeDialog from './merge-dialog.tsx'

type Props = {
  contactId: string
  kind: PublicKind
  onClose: () => void
  /** The contact with its new address. */
  onAdded?: (contact: Contact, kind: AddressKind) => void
}

export default function AddAddress({ contactId, kind, onClose, onAdded }: Props) {
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [merging, setMerging] = useState(false)
  const words = addable[kind]
  // It is somebody else's: if they are one person, that is the way out.
  const owner = error instanceof ApiError ? ownerOf(error) : null
  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const contact = await addAddress(contactId, kind, value.trim())
      toast.ok(`${words.name} added`)
      onClose()
      onAdded?.(contact, kind)
    } catch (reason) {
      setError(reason)
      setBusy(false)
    }
  }
  if (merging) return <MergeDialog intoId={contactId} fromId={owner} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} width="sm" title={words.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody>
          <TextField
            label={words.name}
            type={words.type}
            value={value}
            autoFocus
            help={words.help}
            error={error === null ? null : (fieldErrors(error).value ?? explainBriefly(error))}
            onChange={(event) => setValue(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          {owner && <Button onClick={() => setMerging(true)}>Merge…</Button>}
          <Button type="submit" look="primary" busy={busy} disabled={value.trim() === ''}>
            Add
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function ownerOf(error: ApiError): string | null {
  const owner = error.problem?.facts?.contactId
  return typeof owner === 'string' ? owner : null
}
