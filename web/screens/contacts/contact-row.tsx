import { Link } from '#web/router/link.tsx'
import { contactPath } from '#web/router/routes.ts'
import { leadNames, temperatureNames } from '#web/screens/contact/names.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { cx } from '#web/ui/cx.ts'
import type { Contact } from '#wire/api/contacts.ts'

export const CONTACT_HEIGHT = 64

export function ContactRow({ contact, open, q }: { contact: Contact; open: boolean; q: string }) {
  const { name, company, addresses, temperature } = contact
  const reach = addresses.filter((a) => a.kind !== 'visitor').map((a) => a.display)
  return (
    <Link
      href={contactPath(contact.id, q ? { q } : {})}
      aria-current={open ? 'true' : undefined}
      className={cx(
        'focus-inset flex h-full items-center gap-3 rounded-lg px-2.5',
        open ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <Avatar id={contact.id} name={name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span dir="auto" className="truncate font-semibold">
            {name ?? reach[0] ?? 'Web chat visitor'}
          </span>
          {addresses.some((a) => a.optedOutAt) && <Badge tone="quiet">Opted out</Badge>}
        </span>
        <span className="block truncate text-sm text-ink-3">
          {[company, ...(name ? reach : reach.slice(1))].filter(Boolean).join(' · ') || 'No address'}
        </span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5 text-xs text-ink-3">
        {leadNames[contact.leadStatus]}
        {(temperature === 'hot' || temperature === 'warm') && (
          <Badge tone={temperatureNames[temperature].tone}>{temperatureNames[temperature].label}</Badge>
        )}
      </span>
    </Link>
  )
}
