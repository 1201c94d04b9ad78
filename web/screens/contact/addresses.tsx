// How the customer can be reached, and where not any more.
import {
  AtSign,
  BriefcaseBusiness,
  Globe,
  type LucideIcon,
  MapPin,
  MessageSquarePlus,
  Phone,
  Plus,
  Send,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { AddressKind } from '#domain/channel.ts'
import { type Address, markUsable } from '#web/store/contacts.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'
import { toast } from '#web/ui/toast.ts'
import type { ContactDetail } from '#wire/api/contacts.ts'
import type { PublicKind } from './address-words.ts'
import { LogStarts } from './log-starts.tsx'
import { quietAction, Section } from './section.tsx'
import { useWriteTo } from './use-write-to.ts'

const AddAddress = lazy(() => import('./add-address.tsx'))
const ConsentDialog = lazy(() => import('./consent-dialog.tsx'))
const StartDialog = lazy(() =>
  import('#web/screens/thread/start-dialog.tsx').then((m) => ({ default: m.StartDialog })),
)

const icons: Record<AddressKind, LucideIcon> = {
  phone: Phone,
  email: AtSign,
  visitor: Globe,
  whatsapp_user: Phone,
  page_scoped: Send,
  tiktok_user: Send,
  google_review: MapPin,
  linkedin_profile: BriefcaseBusiness,
}
/** What writing to such an address is called. */
const verbs: Partial<Record<AddressKind, string>> = {
  phone: 'Text',
  email: 'Email',
  linkedin_profile: 'Log',
}

export function Addresses({
  contact,
  conversationId,
  onWrite,
}: {
  contact: ContactDetail
  conversationId: string | null
  onWrite?: (() => void) | undefined
}) {
  const writeTo = useWriteTo(conversationId, onWrite)
  const [adding, setAdding] = useState<PublicKind | null>(null)
  const [consent, setConsent] = useState<Address | null>(null)
  const [start, setStart] = useState<Address | null>(null)
  return (
    <Section
      title="Reach"
      action={
        <Menu
          label="Add an address"
          trigger={
            <button type="button" className={quietAction} aria-label="Add an address">
              <Plus size={13} aria-hidden="true" />
              Add
            </button>
          }
        >
          <MenuItem icon={<Phone size={16} aria-hidden="true" />} onClick={() => setAdding('phone')}>
            Phone number…
          </MenuItem>
          <MenuItem icon={<AtSign size={16} aria-hidden="true" />} onClick={() => setAdding('email')}>
            E-mail address…
          </MenuItem>
        </Menu>
      }
    >
      {contact.addresses.length === 0 && <p className="text-sm text-ink-3">No address is known.</p>}
      <ul className="space-y-2.5">
        {contact.addresses.map((address) => (
          <AddressItem
            key={address.id}
            address={address}
            contactId={contact.id}
            onConsent={() => setConsent(address)}
            onStart={() => writeTo([address.id]) || setStart(address)}
          />
        ))}
      </ul>
      <LogStarts contact={contact} />
      <Suspense fallback={null}>
        {adding && <AddAddress contactId={contact.id} kind={adding} onClose={() => setAdding(null)} />}
        {consent && <ConsentDialog contact={contact} address={consent} onClose={() => setConsent(null)} />}
        {start && <StartDialog contactId={contact.id} prefer={start.id} onClose={() => setStart(null)} />}
      </Suspense>
    </Section>
  )
}

type ItemProps = { address: Address; contactId: string; onConsent: () => void; onStart: () => void }

function AddressItem({ address, contactId, onConsent, onStart }: ItemProps) {
  const Icon = icons[address.kind]
  const verb = verbs[address.kind]
  const free = !address.optedOutAt && !address.unusable
  return (
    <li className="flex gap-2.5">
      <Icon size={15} className="mt-0.75 shrink-0 text-ink-3" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 wrap-anywhere">
          <span className="select-all">{address.display}</span>
          {address.optedOutAt && <Badge tone="danger">Opted out</Badge>}
          {address.unusable && <Badge tone="warn">Unusable</Badge>}
        </p>
        {address.unusable && <p className="text-xs text-ink-3">{address.unusable.reason}</p>}
        <p className="-ms-1 flex flex-wrap gap-x-1.5">
          {verb && free && (
            <button type="button" className={quietAction} onClick={onStart}>
              <MessageSquarePlus size={13} aria-hidden="true" />
              {verb}
            </button>
          )}
          {address.unusable && (
            <button
              type="button"
              className={quietAction}
              onClick={() =>
                void markUsable(contactId, address.id).then(
                  () => toast.ok('Marked as usable'),
                  (error: unknown) => toast.fail(explainBriefly(error)),
                )
              }
            >
              It works again
            </button>
          )}
          {verb && (
            <button type="button" className={quietAction} onClick={onConsent}>
              {address.optedOutAt ? 'Opted in again…' : 'Opt out…'}
            </button>
          )}
        </p>
      </div>
    </li>
  )
}
