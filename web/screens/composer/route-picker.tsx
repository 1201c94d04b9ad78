// By which way the reply goes. Ways that are shut say why; where one only lacks an address, it is added from here.
import { ChevronDown, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { addable, type PublicKind } from '#web/screens/contact/address-words.ts'
import { useContact } from '#web/store/contacts.ts'
import { useChannels, useInboxes } from '#web/store/settings.ts'
import { routeKey } from '#web/store/writing/drafts.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { ChannelMark } from '#web/ui/channel-mark.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import type { ReplyRoute } from '#wire/api/conversations.ts'

const AddAddress = lazy(() => import('#web/screens/contact/add-address.tsx'))

type Props = {
  routes: ReplyRoute[]
  route: ReplyRoute | null
  contactId: string | null
  onChange: (route: ReplyRoute) => void
}

export function RoutePicker({ routes, route, contactId, onChange }: Props) {
  const [adding, setAdding] = useState<PublicKind | null>(null)
  const missing = useMissingKinds(contactId)
  if (!route) return null
  return (
    <>
      <Menu
        side="top"
        align="start"
        label="Reply by"
        trigger={
          <button
            type="button"
            className={buttonClass('ghost', 'sm', 'min-w-0 max-w-64 shrink! px-2! data-popup-open:bg-hover')}
          >
            <ChannelMark kind={route.channel} size={16} />
            <span className="truncate">
              <span className="sr-only">Reply by </span>
              {route.label} <span className="hidden font-normal text-ink-3 pane:inline">{route.address}</span>
            </span>
            <ChevronDown size={14} className="shrink-0 text-ink-3" aria-hidden="true" />
          </button>
        }
      >
        <MenuChoice
          label="Reply by"
          value={routeKey(route)}
          options={routes.map((each) => ({
            value: routeKey(each),
            label: `${each.label} to ${each.address}`,
            icon: <ChannelMark kind={each.channel} size={18} />,
            note: each.why ?? `From ${each.inboxName}`,
            disabled: !each.usable,
          }))}
          onChange={(key) => {
            const next = routes.find((each) => routeKey(each) === key)
            if (next) onChange(next)
          }}
        />
        {missing.length > 0 && <MenuSeparator />}
        {missing.map((kind) => (
          <MenuItem key={kind} icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(kind)}>
            {addable[kind].add}
          </MenuItem>
        ))}
      </Menu>
      {adding && contactId && (
        <Suspense fallback={null}>
          <AddAddress contactId={contactId} kind={adding} onClose={() => setAdding(null)} />
        </Suspense>
      )}
    </>
  )
}

/** What an inbox of ours could write to, if only the contact had it. */
function useMissingKinds(contactId: string | null): PublicKind[] {
  const contact = useContact(contactId).data
  const inboxes = useInboxes().data ?? []
  const channels = useChannels().data ?? []
  if (!contact) return []
  const writable = new Set(
    inboxes.flatMap((inbox) => {
      const of = channels.find(
        (c) => c.capabilities.channel === inbox.channel && c.provider === inbox.provider,
      )
      return of?.capabilities.mayStart ? [of.capabilities.addressKind] : []
    }),
  )
  return (['phone', 'email'] as const).filter(
    (kind) => writable.has(kind) && !contact.addresses.some((a) => a.kind === kind),
  )
}
