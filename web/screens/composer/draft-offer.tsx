// The AI's draft in its conversation, above the field: it can be used without touching what is being written there.
import { DraftCard } from '#web/screens/approvals/draft-card.tsx'
import { useWaitingDraft } from '#web/store/approvals.ts'
import type { Conversation } from '#wire/api/conversations.ts'

export default function DraftOffer({ conversation }: { conversation: Conversation }) {
  const draft = useWaitingDraft(conversation.id).data
  if (!draft) return null
  return (
    <DraftCard
      key={draft.id}
      draft={draft}
      name={conversation.contact.name ?? conversation.contact.display}
      small
    />
  )
}
