// One source: what it is, how fresh, for whom, and what to do where something is wrong.
import {
  BadgeCheck,
  Clock3,
  Eye,
  MoreHorizontal,
  Pencil,
  RefreshCw,
  Trash2,
  TriangleAlert,
  Upload,
  Users,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { post, remove } from '#web/store/api.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { isBeingRead, refreshKnowledge } from '#web/store/knowledge.ts'
import { Badge } from '#web/ui/badge.tsx'
import { IconButton } from '#web/ui/button.tsx'
import { channelLabel } from '#web/ui/channel-mark.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Menu, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { KnowledgeItem } from '#wire/api/knowledge.ts'
import { useCheckedSave } from './check/use-checked-save.tsx'
import { KnowledgeDialog } from './knowledge-dialog.tsx'
import { ReadDialog } from './read-dialog.tsx'
import { SourceDialog } from './source-dialog.tsx'
import { extentOf, kinds, progressOf } from './source-words.ts'
import { ACCEPTED, replaceFile } from './upload.ts'

export function SourceRow({ item }: { item: KnowledgeItem }) {
  const now = useNow()
  const [open, setOpen] = useState<'edit' | 'read' | 'remove' | null>(null)
  const checked = useCheckedSave()
  const newer = useRef<HTMLInputElement>(null)
  const { Icon, one } = kinds[item.kind]
  const readByJob = item.kind === 'file' || item.kind === 'website'
  const close = () => setOpen(null)
  return (
    <li className="flex items-start gap-3 px-4 py-3.5 pane:px-5">
      <span className="mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-md bg-sunken text-ink-3">
        <Icon size={16} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p dir="auto" className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 wrap-anywhere">{item.title}</span>
          <StateBadges item={item} />
        </p>
        {item.body && (
          <p dir="auto" className="line-clamp-2 text-sm text-ink-2">
            {item.body}
          </p>
        )}
        <Reading item={item} />
        <p className="text-sm text-ink-3">
          {one}
          {!isBeingRead(item) && item.state !== 'failed' && ` · ${extentOf(item, now)}`}
        </p>
        {item.problem && (
          <p
            className={
              item.state === 'failed'
                ? 'mt-1.5 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger-ink'
                : 'mt-1.5 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink'
            }
          >
            {item.problem} {item.remedy}
          </p>
        )}
      </div>
      {!readByJob && (
        <IconButton
          label={`Edit ${item.title}`}
          onClick={() => setOpen('edit')}
          className="-me-2 max-pane:hidden"
        >
          <Pencil size={16} aria-hidden="true" />
        </IconButton>
      )}
      <Menu
        label={`${item.title}: what to do`}
        trigger={
          <IconButton label={`More about ${item.title}`} className="shrink-0">
            <MoreHorizontal size={17} aria-hidden="true" />
          </IconButton>
        }
      >
        {readByJob && (
          <MenuItem icon={<Eye size={15} />} onClick={() => setOpen('read')}>
            What was read
          </MenuItem>
        )}
        {readByJob && (
          <MenuItem
            icon={<RefreshCw size={15} />}
            disabled={isBeingRead(item)}
            onClick={() => void readAgain(item)}
          >
            Read again now
          </MenuItem>
        )}
        {item.kind === 'file' && (
          <MenuItem icon={<Upload size={15} />} onClick={() => newer.current?.click()}>
            Upload a newer version
          </MenuItem>
        )}
        {item.kind === 'faq' && (
          <MenuItem icon={<BadgeCheck size={15} />} onClick={() => void approve(item)}>
            Check this answer
          </MenuItem>
        )}
        <MenuItem icon={<Pencil size={15} />} onClick={() => setOpen('edit')}>
          {readByJob ? 'Settings' : 'Edit'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 size={15} />} danger onClick={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      <input
        ref={newer}
        type="file"
        accept={ACCEPTED}
        aria-label={`A newer version of ${item.title}`}
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void replaceFile(item, file)
        }}
      />
      {open === 'edit' &&
        (readByJob ? (
          <SourceDialog item={item} onClose={close} />
        ) : (
          <KnowledgeDialog kind={item.kind === 'faq' ? 'faq' : 'document'} item={item} onClose={close} />
        ))}
      {open === 'read' && <ReadDialog item={item} onClose={close} />}
      {open === 'remove' && (
        <Confirm
          open
          onClose={close}
          title={`Remove “${item.title}”?`}
          verb="Remove"
          onConfirm={() => checked.run({ what: 'source_removed', id: item.id }, () => drop(item))}
        >
          The AI forgets it at once{readByJob && item.passages > 0 ? `, with all that was read of it` : ''}.
        </Confirm>
      )}
      {checked.dialog}
    </li>
  )
}

function StateBadges({ item }: { item: KnowledgeItem }) {
  return (
    <>
      {item.sample && <Badge tone="quiet">Sample</Badge>}
      {item.state === 'failed' && (
        <Badge tone="danger" icon={<TriangleAlert size={11} aria-hidden="true" />}>
          Not read
        </Badge>
      )}
      {item.expired && <Badge tone="danger">Expired</Badge>}
      {item.stale && !item.expired && item.state !== 'failed' && (
        <Badge tone="warn" icon={<Clock3 size={11} aria-hidden="true" />}>
          Look at it again
        </Badge>
      )}
      {(item.audiences.length > 0 || item.channels.length > 0) && (
        <Badge tone="info" icon={<Users size={11} aria-hidden="true" />}>
          Only {[...item.audiences, ...item.channels.map(channelLabel)].join(', ')}
        </Badge>
      )}
    </>
  )
}

/** A bar that fills while a site is read; one that only moves where nobody can tell how much there is. */
function Reading({ item }: { item: KnowledgeItem }) {
  if (!isBeingRead(item)) return null
  const share = progressOf(item)
  const { read, found } = item.pages
  return (
    <div role="status" className="my-1.5 flex items-center gap-3 text-sm text-ink-3">
      <span className="h-1.5 w-28 shrink-0 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        <span
          className={`block h-full rounded-full bg-accent transition-[width] duration-500 ${share === null ? 'w-1/3 pulse-soft' : ''}`}
          style={share === null ? undefined : { width: `${Math.max(6, share * 100)}%` }}
        />
      </span>
      <span className="tabular">
        {item.state === 'waiting'
          ? 'Waiting to be read'
          : share === null
            ? 'Reading'
            : `${read} of ${found} pages read`}
      </span>
    </div>
  )
}

async function readAgain(item: KnowledgeItem): Promise<void> {
  try {
    await post(`/knowledge/${item.id}/read`)
    await refreshKnowledge()
  } catch (error) {
    toast.fail(explainBriefly(error))
  }
}

/** Its answer is the right one: it is asked again at every change. */
async function approve(item: KnowledgeItem): Promise<void> {
  try {
    await post('/knowledge/check', { knowledgeId: item.id })
    await refreshKnowledge()
    toast.ok('Kept. You will hear when a change would answer this differently.')
  } catch (error) {
    toast.fail(explainBriefly(error))
  }
}

async function drop(item: KnowledgeItem): Promise<boolean> {
  try {
    await remove(`/knowledge/${item.id}`)
    await refreshKnowledge()
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}
