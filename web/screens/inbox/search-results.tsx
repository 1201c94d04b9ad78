import { SearchX } from 'lucide-react'
import { useSearch } from '#web/store/conversations.ts'
import { Snippet } from '#web/ui/snippet.tsx'
import { Bone, Empty, Skeleton, Trouble } from '#web/ui/states.tsx'
import type { SearchHit } from '#wire/api/conversations.ts'
import { ConversationRow, ROW_HEIGHT } from './conversation-row.tsx'

/** What was found: people first by name or number, and messages that open at their place. */
export default function SearchResults({ q, openId }: { q: string; openId: string | null }) {
  const search = useSearch(q)
  const hits = search.data?.items ?? []
  if (search.isPending)
    return (
      <Skeleton label="Searching" className="space-y-3 px-4 py-3">
        <Bone className="h-4 w-1/2" />
        <Bone className="h-4 w-4/5" />
        <Bone className="h-4 w-2/3" />
      </Skeleton>
    )
  if (search.error) return <Trouble error={search.error} onRetry={() => void search.refetch()} />
  return (
    <>
      <p role="status" className="px-4 pb-1.5 text-xs text-ink-3">
        {hits.length === 0 ? 'Nothing found' : `${hits.length}${hits.length === 30 ? ' or more' : ''} found`}
      </p>
      {hits.length === 0 ? (
        <Empty Icon={SearchX} title={`Nothing found for “${q}”`}>
          Search looks at names, companies, numbers, mail addresses and the text of every message.
        </Empty>
      ) : (
        <ul className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-1.5 pb-2" aria-label="Search results">
          {hits.map((hit) => (
            <li key={`${hit.conversation.id} ${hit.message?.id ?? ''}`} style={{ height: ROW_HEIGHT }}>
              <ConversationRow
                row={shown(hit)}
                open={hit.conversation.id === openId}
                {...(hit.message && { at: hit.message.seq, snippet: <Snippet text={hit.message.snippet} /> })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A message hit shows when that message was written, not when the conversation last moved. */
function shown(hit: SearchHit): SearchHit['conversation'] {
  return hit.message ? { ...hit.conversation, lastMessageAt: hit.message.at } : hit.conversation
}
