import { Building2 } from 'lucide-react'
import { editContact } from '#web/store/contacts.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { mediumDate } from '#web/ui/time.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { ContactMenu } from './contact-menu.tsx'
import { EditInPlace } from './edit-in-place.tsx'

export function Identity({ contact }: { contact: ContactDetail }) {
  return (
    <section className="pt-5 pb-3.5">
      <div className="flex items-start gap-3">
        <Avatar id={contact.id} name={contact.name} size={46} />
        <div className="min-w-0 flex-1">
          <EditInPlace
            label="Name"
            value={contact.name}
            placeholder="Add a name"
            maxLength={120}
            className="text-lg font-semibold"
            onSave={(name) => editContact(contact, { name })}
          />
          <div className="flex items-center gap-1.5 text-ink-3">
            <Building2 size={14} className="shrink-0" aria-hidden="true" />
            <div className="min-w-0 flex-1 ps-1.5">
              <EditInPlace
                label="Company"
                value={contact.company}
                placeholder="Add a company"
                maxLength={120}
                className="text-sm"
                onSave={(company) => editContact(contact, { company })}
              />
            </div>
          </div>
        </div>
        <ContactMenu contactId={contact.id} />
      </div>
      <p className="mt-2 text-xs text-ink-3">
        Known since {mediumDate(contact.createdAt)}
        {contact.sample && ' · Sample data'}
      </p>
    </section>
  )
}
