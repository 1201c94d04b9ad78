// Everything about the customer beside their conversation. Each part is a section of its own; what is rarely needed is
// folded.
import { useContact } from '#web/store/contacts.ts'
import { Bone, Skeleton, Trouble } from '#web/ui/states.tsx'
import { Addresses } from './addresses.tsx'
import { AiPause } from './ai-pause.tsx'
import { Appointments } from './appointments.tsx'
import { ConsentHistory } from './consent-history.tsx'
import { Duplicates } from './duplicates.tsx'
import { Identity } from './identity.tsx'
import { Lead } from './lead.tsx'
import { MergedFrom } from './merged-from.tsx'
import { Notes } from './notes.tsx'
import { OtherConversations } from './other-conversations.tsx'
import { QuickActions } from './quick-actions.tsx'
import { Reach } from './reach.tsx'
import { ReviewCard } from './review/review-card.tsx'
import { ContactTasks } from './tasks.tsx'

/**
 * `conversationId`: the thread that it stands beside, which "other conversations" leaves out. `onWrite`: the composer was
 * turned to an address of theirs.
 */
export default function ContactPanel({
  contactId,
  conversationId,
  onWrite,
}: {
  contactId: string
  conversationId: string | null
  onWrite?: () => void
}) {
  const contact = useContact(contactId)
  if (contact.isPending)
    return (
      <Skeleton label="Loading the contact" className="space-y-3 p-4">
        <Bone className="h-5 w-2/3" />
        <Bone className="h-4 w-1/2" />
        <Bone className="h-20 w-full" />
      </Skeleton>
    )
  if (!contact.data) return <Trouble error={contact.error} onRetry={() => void contact.refetch()} />
  const { data } = contact
  return (
    <div className="scroll-quiet h-full divide-y divide-line overflow-y-auto px-4 pb-8" key={contactId}>
      <Identity contact={data} />
      <QuickActions contact={data} conversationId={conversationId} onWrite={onWrite} />
      {conversationId && <ReviewCard key={conversationId} conversationId={conversationId} />}
      <ContactTasks contactId={data.id} conversationId={conversationId} />
      <Duplicates contact={data} />
      <Addresses contact={data} conversationId={conversationId} onWrite={onWrite} />
      <Reach contact={data} />
      <Lead contact={data} />
      <AiPause contact={data} />
      <Appointments contact={data} />
      <Notes contact={data} />
      <OtherConversations contactId={data.id} except={conversationId} />
      <MergedFrom contact={data} />
      <ConsentHistory contact={data} />
    </div>
  )
}
