import { BookOpenText, Pencil, Plus, Trash2 } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { SearchField } from '#web/screens/inbox/search-field.tsx'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { useKnowledge } from '#web/store/settings.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Tabs } from '#web/ui/overlay/tabs.tsx'
import { Empty } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import type { KnowledgeItem } from '#wire/api/settings.ts'
import { AskBox } from './ask-box.tsx'
import { KnowledgeDialog } from './knowledge-dialog.tsx'

type Kind = KnowledgeItem['kind']
const kindWords: Record<Kind, { many: string; one: string; add: string; empty: string }> = {
  faq: {
    many: 'Questions',
    one: 'question',
    add: 'Add a question',
    empty: 'Begin with the three questions that you hear every day.',
  },
  document: {
    many: 'Documents',
    one: 'document',
    add: 'Add a document',
    empty: 'Longer texts: conditions, a guide for the first visit, what to bring.',
  },
}

export default function KnowledgeSection() {
  return (
    <>
      <AskBox />
      <Tabs
        label="Kind of knowledge"
        tabs={(['faq', 'document'] as const).map((kind) => ({
          value: kind,
          label: kindWords[kind].many,
          content: <KnowledgeList kind={kind} />,
        }))}
      />
    </>
  )
}

function KnowledgeList({ kind }: { kind: Kind }) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text).trim()
  const list = useKnowledge(kind, q)
  const [editing, setEditing] = useState<KnowledgeItem | 'new' | null>(null)
  const [removing, setRemoving] = useState<KnowledgeItem | null>(null)
  const words = kindWords[kind]
  return (
    <>
      <div className="mb-3 flex gap-2">
        <div className="flex-1">
          <SearchField
            value={text}
            onChange={setText}
            label={`Search ${words.many.toLowerCase()}`}
            hint={null}
          />
        </div>
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      </div>
      <Loaded query={list}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <Empty Icon={BookOpenText} title={q ? `Nothing found for “${q}”` : `No ${words.one} yet`}>
                {!q && words.empty}
              </Empty>
            )
          return (
            <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
              {items.map((item) => (
                <li key={item.id} className="flex items-start gap-3 px-5 py-3.5">
                  <div className="min-w-0 flex-1">
                    <p dir="auto" className="flex flex-wrap items-center gap-x-2 font-medium">
                      {item.title}
                      {item.sample && <Badge tone="quiet">Sample</Badge>}
                    </p>
                    <p dir="auto" className="line-clamp-2 text-sm text-ink-3">
                      {item.body}
                    </p>
                  </div>
                  <IconButton label={`Edit ${item.title}`} onClick={() => setEditing(item)}>
                    <Pencil size={16} aria-hidden="true" />
                  </IconButton>
                  <IconButton label={`Remove ${item.title}`} onClick={() => setRemoving(item)}>
                    <Trash2 size={16} aria-hidden="true" />
                  </IconButton>
                </li>
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
      {editing && (
        <KnowledgeDialog
          kind={kind}
          item={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove “${removing.title}”?`}
          verb="Remove"
          onConfirm={() => drop(removing)}
        >
          The AI forgets it at once.
        </Confirm>
      )}
    </>
  )
}

async function drop(item: KnowledgeItem): Promise<boolean> {
  try {
    await remove(`/knowledge/${item.id}`)
    await client.invalidateQueries({ queryKey: keys.knowledge })
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}
