// Knowledge: what the AI may quote, where it comes from, whether it is fresh, and where it contradicts itself.
import { BookOpenText, Plus } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useDeferredValue, useState } from 'react'
import { SearchField } from '#web/screens/inbox/search-field.tsx'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { useOverview, useSources } from '#web/store/knowledge.ts'
import { useLearningCounts } from '#web/store/learning.ts'
import { Count } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Tabs } from '#web/ui/overlay/tabs.tsx'
import { Bone, Empty, Skeleton } from '#web/ui/states.tsx'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import { AddDialog } from './add-dialog.tsx'
import { AskBox } from './ask-box.tsx'
import { ConflictsCard } from './conflicts-card.tsx'
import { DropEverywhere } from './drop-everywhere.tsx'
import { MeaningNote } from './meaning-note.tsx'
import { SourceRow } from './source-row.tsx'
import { kinds } from './source-words.ts'

type Kind = KnowledgeItem['kind']

const UnansweredTab = lazy(() => import('./learning/unanswered-tab.tsx'))
const SuggestionsTab = lazy(() => import('./learning/suggestions-tab.tsx'))
const CheckTab = lazy(() => import('./check/check-tab.tsx'))

export default function KnowledgeSection() {
  const counts = useLearningCounts().data
  const tab = (title: string, waiting: number | undefined, what: string): ReactNode => (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {title}
      <Count value={waiting ?? 0} tone="danger" label={what} />
    </span>
  )
  const late = (content: ReactNode): ReactNode => <Suspense fallback={<Waiting />}>{content}</Suspense>
  return (
    <Tabs
      label="Knowledge"
      tabs={[
        { value: 'sources', label: 'Sources', content: <Sources /> },
        {
          value: 'unanswered',
          label: tab('Unanswered', counts?.unanswered, 'questions'),
          content: late(<UnansweredTab />),
        },
        {
          value: 'suggestions',
          label: tab('Suggestions', counts?.suggestions, 'waiting'),
          content: late(<SuggestionsTab />),
        },
        {
          value: 'check',
          label: tab('Check', counts?.differing, 'answered differently'),
          content: late(<CheckTab />),
        },
      ]}
    />
  )
}

function Waiting() {
  return (
    <Skeleton label="Loading" className="space-y-4">
      <Bone className="h-32 w-full rounded-xl" />
    </Skeleton>
  )
}

function Sources() {
  const [adding, setAdding] = useState(false)
  const overview = useOverview()
  return (
    <DropEverywhere>
      <AskBox audiences={overview.data?.audiences ?? []} />
      <ConflictsCard />
      <SourceList onAdd={() => setAdding(true)} />
      {overview.data?.meaning && (
        <MeaningNote meaning={overview.data.meaning} passages={overview.data.passages} />
      )}
      {adding && <AddDialog onClose={() => setAdding(false)} />}
    </DropEverywhere>
  )
}

function SourceList({ onAdd }: { onAdd: () => void }) {
  const [text, setText] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const q = useDeferredValue(text).trim()
  const list = useSources(kind || null, q)
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <div className="min-w-40 flex-1">
          <SearchField value={text} onChange={setText} label="Search your sources" hint={null} />
        </div>
        <SelectField
          label="Kind of source"
          hideLabel
          className="w-36"
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind | '')}
          options={[
            { value: '', label: 'All sources' },
            ...Object.entries(kinds).map(([value, { many }]) => ({ value, label: many })),
          ]}
        />
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={onAdd}>
          Add knowledge
        </Button>
      </div>
      <Loaded query={list}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <Empty
                Icon={BookOpenText}
                title={q ? `Nothing found for “${q}”` : 'Nothing here yet'}
                action={!q && <Button onClick={onAdd}>Add your web site or a file</Button>}
              >
                {!q &&
                  'Drop your price list here, add your web site, or write the three answers you give every day.'}
              </Empty>
            )
          return (
            <ul
              aria-label="Sources"
              className="divide-y divide-line rounded-xl border border-line bg-surface"
            >
              {items.map((item) => (
                <SourceRow key={item.id} item={item} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {list.hasNextPage && (
        <p className="mt-4 text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
