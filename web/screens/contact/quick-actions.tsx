// The ways to a customer, one press each. Which inbox it goes by is decided like in the composer: the one in use first,
// then those that may send now.
import { Mail, MessageSquareText } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import type { ContactDetail } from '#wire/api/contacts.ts'
import type { PublicKind } from './address-words.ts'
import { useWriteTo } from './use-write-to.ts'

const AddAddress = lazy(() => import('./add-address.tsx'))
const StartDialog = lazy(() =>
  import('#web/screens/thread/start-dialog.tsx').then((m) => ({ default: m.StartDialog })),
)
const ways: { kind: PublicKind; label: string; Icon: typeof Mail }[] = [
  { kind: 'phone', label: 'Text', Icon: MessageSquareText },
  { kind: 'email', label: 'Email', Icon: Mail },
]

export function QuickActions({
  contact,
  conversationId,
  onWrite,
}: {
  contact: ContactDetail
  conversationId: string | null
  onWrite?: (() => void) | undefined
}) {
  const writeTo = useWriteTo(conversationId, onWrite)
  const [start, setStart] = useState<string | null>(null)
  const [adding, setAdding] = useState<PublicKind | null>(null)
  const press = (kind: PublicKind): void => {
    const reached = contact.addresses.filter((a) => a.kind === kind)
    const free = reached.filter((a) => !a.optedOutAt && !a.unusable)
    const prefer = (free[0] ?? reached[0])?.id
    if (!prefer) setAdding(kind)
    else if (!writeTo(free.map((a) => a.id))) setStart(prefer)
  }
  return (
    <section aria-label="Write to them" className="flex flex-wrap gap-1.5 py-3">
      {ways.map(({ kind, label, Icon }) => (
        <Button
          key={kind}
          size="sm"
          className="flex-1"
          icon={<Icon size={14} aria-hidden="true" />}
          onClick={() => press(kind)}
        >
          {label}
        </Button>
      ))}
      <Suspense fallback={null}>
        {start && <StartDialog contactId={contact.id} prefer={start} onClose={() => setStart(null)} />}
        {adding && <AddAddress contactId={contact.id} kind={adding} onClose={() => setAdding(null)} />}
      </Suspense>
    </section>
  )
}
