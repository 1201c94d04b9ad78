// All customers, found by name, company, number or mail address; one of them open beside the list.
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowLeft, Plus, Users, UsersRound, X } from 'lucide-react'
import { lazy, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { Link } from '#web/router/link.tsx'
import { navigate, useSearchWords } from '#web/router/location.ts'
import { contactPath } from '#web/router/routes.ts'
import { SearchField } from '#web/screens/inbox/search-field.tsx'
import { useContact, useContacts } from '#web/store/contacts.ts'
import { useDuplicates } from '#web/store/merges.ts'
import { Count } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import type { Contact } from '#wire/api/contacts.ts'
import { CONTACT_HEIGHT, ContactRow } from './contact-row.tsx'

const ContactPanel = lazy(() => import('#web/screens/contact/contact-panel.tsx'))
const DuplicatesList = lazy(() => import('./duplicates-list.tsx'))
const NewContact = lazy(() => import('./new-contact.tsx'))

export default function ContactsScreen({ openId }: { openId: string | null }) {
  const words = useSearchWords()
  const [text, setText] = useState(words.q ?? '')
  const [adding, setAdding] = useState(false)
  const q = useDeferredValue(text).trim()
  const field = useRef<HTMLInputElement>(null)
  const list = useContacts(q)
  const duplicates = useDuplicates().data?.total ?? 0
  const showDuplicates = words.show === 'duplicates'
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? []
  useAction('search.open', () => field.current?.select())
  useEffect(() => setText(words.q ?? ''), [words.q])
  // An old link, or one that was merged a moment ago: the address bar follows to the survivor.
  const survivor = useContact(openId).data?.id ?? null
  useEffect(() => {
    if (openId && survivor && survivor !== openId)
      navigate(contactPath(survivor, showDuplicates ? { show: 'duplicates' } : {}), { replace: true })
  }, [openId, survivor, showDuplicates])
  const write = (next: string): void => {
    setText(next)
    navigate(contactPath(openId, next.trim() ? { q: next.trim() } : {}), { replace: true })
  }

  return (
    <main className="flex h-full">
      <h1 className="sr-only">Contacts</h1>
      <section
        aria-label="Contacts"
        className={cx(
          'w-full min-w-0 shrink-0 flex-col border-line bg-canvas pane:w-96 pane:border-e',
          openId ? 'hidden pane:flex' : 'flex',
        )}
      >
        <header className="space-y-2.5 px-3 pt-3 pb-2">
          <div className="flex items-center justify-between px-1">
            <h2 className="text-md font-semibold">Contacts</h2>
            <Button size="sm" icon={<Plus size={15} aria-hidden="true" />} onClick={() => setAdding(true)}>
              New
            </Button>
          </div>
          {(duplicates > 0 || showDuplicates) && (
            <Link
              href={contactPath(openId, showDuplicates ? {} : { show: 'duplicates' })}
              aria-current={showDuplicates ? 'true' : undefined}
              className={cx(
                'flex h-8 items-center gap-2 rounded-md border px-2.5 text-sm font-medium',
                showDuplicates
                  ? 'border-accent-line bg-accent-soft text-accent-ink'
                  : 'border-line-strong text-ink-2 hover:bg-hover',
              )}
            >
              <UsersRound size={15} aria-hidden="true" />
              Probable duplicates
              <span className="ms-auto flex items-center gap-1.5">
                <Count value={duplicates} label="pairs" />
                {showDuplicates && <X size={15} aria-label="Show all contacts" />}
              </span>
            </Link>
          )}
          {!showDuplicates && (
            <SearchField ref={field} value={text} onChange={write} label="Search contacts" />
          )}
        </header>
        {showDuplicates ? (
          <Suspense fallback={null}>
            <DuplicatesList />
          </Suspense>
        ) : list.isPending ? (
          <ContactsSkeleton />
        ) : list.error && contacts.length === 0 ? (
          <Trouble error={list.error} onRetry={() => void list.refetch()} />
        ) : contacts.length === 0 ? (
          <Empty Icon={Users} title={q ? `Nobody found for “${q}”` : 'No contact yet'}>
            {q
              ? 'Try a part of the name, or the last digits of the number.'
              : 'Whoever writes to you becomes a contact by itself.'}
          </Empty>
        ) : (
          <ContactList
            contacts={contacts}
            openId={openId}
            q={q}
            onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
          />
        )}
      </section>
      <section
        className={cx('min-w-0 flex-1 bg-surface', !openId && 'hidden pane:block')}
        aria-label="Contact"
      >
        {openId ? (
          <div className="flex h-full flex-col">
            <Link
              href={contactPath(null, showDuplicates ? { show: 'duplicates' } : q ? { q } : {})}
              className={buttonClass('ghost', 'md', 'm-2 self-start pane:hidden!')}
            >
              <ArrowLeft size={17} aria-hidden="true" className="rtl:rotate-180" />
              Contacts
            </Link>
            <div className="mx-auto min-h-0 w-full max-w-160 flex-1">
              <Suspense fallback={null}>
                <ContactPanel key={openId} contactId={openId} conversationId={null} />
              </Suspense>
            </div>
          </div>
        ) : (
          <div className="flex h-full items-center">
            <Empty Icon={Users} title="No contact is open">
              Choose one from the list.
            </Empty>
          </div>
        )}
      </section>
      {adding && (
        <Suspense fallback={null}>
          <NewContact onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </main>
  )
}

function ContactList({
  contacts,
  openId,
  q,
  onEnd,
}: {
  contacts: Contact[]
  openId: string | null
  q: string
  onEnd: () => void
}) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CONTACT_HEIGHT,
    overscan: 8,
    getItemKey: (index) => contacts[index]?.id ?? index,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= contacts.length - 10) onEnd()
  })
  return (
    <nav
      ref={scroller}
      aria-label="List of contacts"
      className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-1.5 pb-2"
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const contact = contacts[item.index]
          return (
            contact && (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <ContactRow contact={contact} open={contact.id === openId} q={q} />
              </li>
            )
          )
        })}
      </ul>
    </nav>
  )
}

function ContactsSkeleton() {
  return (
    <Skeleton label="Loading contacts" className="space-y-4 px-4 py-2">
      {[0, 1, 2, 3, 4, 5].map((index) => (
        <div key={index} className="flex gap-3">
          <Bone className="size-9 rounded-full" />
          <div className="flex-1 space-y-2">
            <Bone className="h-3.5 w-1/2" />
            <Bone className="h-3 w-2/3" />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
