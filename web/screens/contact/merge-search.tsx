import { useDeferredValue, useState } from 'react'
import { SearchField } from '#web/screens/inbox/search-field.tsx'
import { useContacts } from '#web/store/contacts.ts'
import { contactName } from '#web/store/merges.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { DialogBody } from '#web/ui/overlay/dialog.tsx'

/** Finds the other contact by name, company or any address. */
export function MergeSearch({ except, onChoose }: { except: string; onChoose: (id: string) => void }) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text).trim()
  const list = useContacts(q)
  const found = (list.data?.pages[0]?.items ?? []).filter((c) => c.id !== except).slice(0, 30)
  return (
    <DialogBody className="min-h-80 pb-5">
      <SearchField value={text} onChange={setText} label="Search contacts" hint={null} />
      <ul aria-label="Contacts found" className="-mx-2 mt-2">
        {found.map((contact) => {
          const reach = contact.addresses.filter((a) => a.kind !== 'visitor').map((a) => a.display)
          return (
            <li key={contact.id}>
              <button
                type="button"
                onClick={() => onChoose(contact.id)}
                className="focus-inset flex w-full items-center gap-3 rounded-lg px-2 py-2 text-start hover:bg-hover"
              >
                <Avatar id={contact.id} name={contact.name} size={34} />
                <span className="min-w-0">
                  <span dir="auto" className="block truncate font-semibold">
                    {contactName(contact)}
                  </span>
                  <span className="block truncate text-sm text-ink-3">
                    {[contact.company, ...(contact.name ? reach : reach.slice(1))]
                      .filter(Boolean)
                      .join(' · ') || 'No other address'}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {found.length === 0 && !list.isPending && (
        <p className="py-8 text-center text-ink-3">
          {q ? `Nobody else is found for “${q}”.` : 'There is nobody else.'}
        </p>
      )}
    </DialogBody>
  )
}
