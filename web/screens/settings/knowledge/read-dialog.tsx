// What was read of a file or a site: its pages, and for each the text as the AI sees it.
import { ArrowLeft, ExternalLink, FileText } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '#web/screens/settings/parts.tsx'
import { isBeingRead, usePages, useText } from '#web/store/knowledge.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import { Empty } from '#web/ui/states.tsx'
import type { KnowledgeItem, KnowledgePageItem } from '#wire/api/knowledge.ts'

export function ReadDialog({ item, onClose }: { item: KnowledgeItem; onClose: () => void }) {
  const [page, setPage] = useState<KnowledgePageItem | null>(null)
  const pages = usePages(item.id, isBeingRead(item))
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={page ? page.title || 'Page' : item.title}
      description={page ? page.url : 'What was read, as the AI sees it.'}
    >
      <DialogBody className="pb-5">
        {page ? (
          <>
            <Button
              look="ghost"
              size="sm"
              className="-ms-2 mb-2"
              onClick={() => setPage(null)}
              icon={<ArrowLeft size={15} aria-hidden="true" className="rtl:rotate-180" />}
            >
              All pages
            </Button>
            <PageText item={item} page={page} />
          </>
        ) : (
          <Loaded query={pages}>
            {(items) =>
              items.length === 0 ? (
                <Empty Icon={FileText} title="Nothing was read yet" />
              ) : (
                <ul className="divide-y divide-line rounded-lg border border-line">
                  {items.map((each) => (
                    <PageRow key={each.id} page={each} onOpen={() => setPage(each)} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        )}
      </DialogBody>
    </Dialog>
  )
}

function PageRow({ page, onOpen }: { page: KnowledgePageItem; onOpen: () => void }) {
  const path = page.url ? new URL(page.url).pathname : null
  const readable = page.letters > 0
  return (
    <li>
      <button
        type="button"
        disabled={!readable}
        onClick={onOpen}
        className="focus-inset flex w-full items-center gap-3 px-3.5 py-2.5 text-start enabled:hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate font-medium">
            {page.title || path || 'Page'}
          </span>
          {path && <span className="block truncate text-sm text-ink-3">{path}</span>}
          {page.problem && <span className="block text-sm text-danger-ink">{page.problem}</span>}
        </span>
        {page.state === 'failed' && <Badge tone="danger">Not read</Badge>}
        {page.state === 'waiting' && <Badge tone="quiet">Waiting</Badge>}
        {readable && (
          <span className="tabular shrink-0 text-sm text-ink-3">
            {page.passages} {page.passages === 1 ? 'passage' : 'passages'}
          </span>
        )}
      </button>
    </li>
  )
}

function PageText({ item, page }: { item: KnowledgeItem; page: KnowledgePageItem }) {
  const text = useText(item.id, page.id)
  return (
    <Loaded query={text}>
      {(data) => (
        <>
          {data.url && (
            <a
              href={data.url}
              target="_blank"
              rel="noopener noreferrer"
              className="mb-3 inline-flex items-center gap-1.5 text-sm text-accent-ink hover:underline"
            >
              Open the page <ExternalLink size={14} aria-hidden="true" />
            </a>
          )}
          <ol className="space-y-2.5">
            {data.passages.map((passage, index) => (
              <li key={index} className="rounded-lg bg-sunken px-4 py-3">
                <p dir="auto" className="mb-1 text-sm font-semibold">
                  {passage.title}
                </p>
                <p dir="auto" className="whitespace-pre-line text-sm text-ink-2 wrap-anywhere">
                  {passage.text}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Loaded>
  )
}
