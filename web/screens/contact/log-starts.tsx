// Channels on which people log by hand can begin with every contact, also before their address there is known.
import { NotebookPen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useChannels, useInboxes } from '#web/store/settings.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { quietAction } from './section.tsx'

const LogDialog = lazy(() => import('#web/screens/thread/log-dialog.tsx'))

export function LogStarts({ contact }: { contact: ContactDetail }) {
  const inboxes = useInboxes().data ?? []
  const channels = useChannels().data ?? []
  const [open, setOpen] = useState<string | null>(null)
  const logs = inboxes.flatMap((inbox) => {
    const capabilities = channels.find(
      (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
    )?.capabilities
    const known = contact.addresses.some((address) => address.kind === capabilities?.addressKind)
    return capabilities?.loggedByHand && !known
      ? [{ id: inbox.id, label: capabilities.label, rules: capabilities.loggedByHand }]
      : []
  })
  const chosen = logs.find((log) => log.id === open)
  if (logs.length === 0) return null
  return (
    <p className="-ms-1 mt-1 flex flex-wrap gap-x-1.5">
      {logs.map((log) => (
        <button key={log.id} type="button" className={quietAction} onClick={() => setOpen(log.id)}>
          <NotebookPen size={13} aria-hidden="true" />
          Log {log.label}
        </button>
      ))}
      {chosen && (
        <Suspense fallback={null}>
          <LogDialog
            inboxId={chosen.id}
            label={chosen.label}
            rules={chosen.rules}
            contactId={contact.id}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </p>
  )
}
