import { Inbox as InboxIcon, Plus } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { useInboxes } from '#web/store/settings.ts'
import { Button } from '#web/ui/button.tsx'
import { Empty } from '#web/ui/states.tsx'
import { InboxCard } from './inbox-card.tsx'
import { NewInbox } from './new-inbox.tsx'

export default function InboxesSection() {
  const inboxes = useInboxes()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <p className="mb-3 flex justify-end">
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          Connect a channel
        </Button>
      </p>
      <Loaded query={inboxes}>
        {(items) =>
          items.length === 0 ? (
            <Empty Icon={InboxIcon} title="No channel yet">
              Connect your phone number, mailbox or web site, and customers reach you here.
            </Empty>
          ) : (
            <ul className="space-y-4">
              {items.map((inbox) => (
                <li key={inbox.id}>
                  <InboxCard inbox={inbox} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && <NewInbox onClose={() => setAdding(false)} />}
    </>
  )
}
