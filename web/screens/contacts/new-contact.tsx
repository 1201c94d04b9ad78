import { useState } from 'react'
import { navigate } from '#web/router/location.ts'
import { contactPath } from '#web/router/routes.ts'
import { post } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly, fieldErrors } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { Button } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import type { Contact } from '#wire/api/contacts.ts'

export default function NewContact({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [company, setCompany] = useState('')
  const [phone, setPhone] = useState('')
  const [email, setEmail] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fields = fieldErrors(error)
  const addresses = [
    ...(phone.trim() ? [{ kind: 'phone', value: phone.trim() }] : []),
    ...(email.trim() ? [{ kind: 'email', value: email.trim() }] : []),
  ]
  const at = (kind: string): string | undefined =>
    fields[`addresses.${addresses.findIndex((a) => a.kind === kind)}.value`]

  const submit = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const contact = await post<Contact>('/contacts', {
        name: name.trim() || null,
        company: company.trim() || null,
        addresses,
      })
      void client.invalidateQueries({ queryKey: keys.contacts })
      onClose()
      navigate(contactPath(contact.id))
    } catch (reason) {
      setError(reason)
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} title="New contact">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody className="space-y-4">
          <TextField
            label="Name"
            value={name}
            maxLength={120}
            error={fields.name}
            onChange={(e) => setName(e.target.value)}
          />
          <TextField
            label="Company"
            optional
            value={company}
            maxLength={120}
            error={fields.company}
            onChange={(e) => setCompany(e.target.value)}
          />
          <TextField
            label="Phone"
            optional
            type="tel"
            value={phone}
            error={at('phone')}
            help="With + and country code, or as you dial it."
            onChange={(e) => setPhone(e.target.value)}
          />
          <TextField
            label="Email"
            optional
            type="email"
            value={email}
            error={at('email')}
            onChange={(e) => setEmail(e.target.value)}
          />
          {error !== null && Object.keys(fields).length === 0 && (
            <p role="alert" className="text-danger-ink">
              {explainBriefly(error)}
            </p>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!name.trim() && addresses.length === 0}>
            Add the contact
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
