// When this person may be reached: their clock and how it is known, what they asked for, and what they said to offers.
import { Clock3, Pencil } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ContactDetail } from '#wire/api/contacts.ts'
import { quietAction, Section } from './section.tsx'

const ReachDialog = lazy(() => import('./reach-dialog.tsx'))

export function Reach({ contact }: { contact: ContactDetail }) {
  const [open, setOpen] = useState(false)
  const { place, reach } = contact
  const wishes = describeWishes(reach.doNotDisturb)
  const offers = contact.purposes.filter((each) => each.purpose === 'marketing')
  return (
    <Section
      title="When to write"
      action={
        <button type="button" className={quietAction} onClick={() => setOpen(true)}>
          <Pencil size={12} aria-hidden="true" />
          Change
        </button>
      }
    >
      <p className="flex items-start gap-2 text-sm">
        <Clock3 size={14} className="mt-0.75 shrink-0 text-ink-3" aria-hidden="true" />
        {place ? (
          <span>
            <span className="tabular font-medium">{place.clock}</span> in {place.city}
            <span className="text-ink-3"> · {place.because}</span>
          </span>
        ) : (
          <span className="text-ink-3">Nothing tells where they are: your own time counts.</span>
        )}
      </p>
      {wishes.length > 0 && (
        <ul className="mt-1.5 space-y-0.5 ps-5.5 text-sm text-warn-ink">
          {wishes.map((wish) => (
            <li key={wish}>{wish}</li>
          ))}
        </ul>
      )}
      {offers.map((each) => (
        <p key={each.addressId} className="mt-1.5 ps-5.5 text-sm text-ink-3">
          {each.state === 'in' ? 'Agreed to offers' : 'No more offers'} at{' '}
          {contact.addresses.find((address) => address.id === each.addressId)?.display}
        </p>
      ))}
      <Suspense fallback={null}>
        {open && <ReachDialog contact={contact} onClose={() => setOpen(false)} />}
      </Suspense>
    </Section>
  )
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function describeWishes(wish: ContactDetail['reach']['doNotDisturb']): string[] {
  if (!wish) return []
  const { notBefore, notAfter, until } = wish
  return [
    ...(until
      ? [
          `Nothing automatic until ${new Date(until).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}`,
        ]
      : []),
    ...(notBefore && notAfter
      ? [`Only from ${notBefore} to ${notAfter}`]
      : notBefore
        ? [`Not before ${notBefore}`]
        : notAfter
          ? [`Not after ${notAfter}`]
          : []),
    ...(wish.days ? [`Only on ${wish.days.map((day) => days[day - 1]).join(', ')}`] : []),
    ...(wish.noMarketing ? ['No offers, ever'] : []),
  ]
}
