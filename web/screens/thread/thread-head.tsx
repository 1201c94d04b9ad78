// Who this is about, how it stands, and what a person does with it.
import {
  ArrowLeft,
  Check,
  ChevronDown,
  MessageSquarePlus,
  OctagonAlert,
  PanelRight,
  RotateCcw,
} from 'lucide-react'
import { useState } from 'react'
import { Link } from '#web/router/link.tsx'
import { useInboxSearch } from '#web/router/location.ts'
import { inboxPath } from '#web/router/routes.ts'
import { escalationText } from '#web/store/live/marks.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button, buttonClass, IconButton } from '#web/ui/button.tsx'
import { ChannelMark, channelLabel } from '#web/ui/channel-mark.tsx'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'
import { Bone } from '#web/ui/states.tsx'
import type { ConversationRow } from '#wire/api/conversations.ts'
import { CallButton } from './call/call-button.tsx'
import { EscalateDialog } from './escalate-dialog.tsx'
import { StartDialog } from './start-dialog.tsx'

type Props = {
  row: ConversationRow | undefined
  panelOpen: boolean
  onTogglePanel: () => void
  onClose: () => void
  onReopen: () => void
}

export function ThreadHead({ row, panelOpen, onTogglePanel, onClose, onReopen }: Props) {
  const search = useInboxSearch()
  const [escalating, setEscalating] = useState(false)
  const [starting, setStarting] = useState(false)
  return (
    <header className="flex h-15 shrink-0 items-center gap-2.5 border-b border-line bg-surface px-2 pane:px-4">
      <Link
        href={inboxPath(null, { ...search, at: undefined })}
        aria-label="Back to the list"
        className={buttonClass('ghost', 'md', 'size-9! px-0! pane:hidden!')}
      >
        <ArrowLeft size={19} aria-hidden="true" className="rtl:rotate-180" />
      </Link>
      {row ? <Who row={row} onClick={onTogglePanel} /> : <Bone className="appear-late h-4 w-40" />}
      <div className="ms-auto flex items-center gap-1.5">
        {row && (
          <>
            <CallButton conversationId={row.id} />
            {row.status === 'closed' ? (
              <Button size="sm" icon={<RotateCcw size={15} aria-hidden="true" />} onClick={onReopen}>
                Reopen
              </Button>
            ) : (
              <Button
                size="sm"
                icon={<Check size={15} aria-hidden="true" />}
                onClick={onClose}
                title="Close (E)"
              >
                Close
              </Button>
            )}
            <Menu
              label="More for this conversation"
              trigger={
                <button type="button" className={buttonClass('secondary', 'sm', 'gap-1! px-2!')}>
                  <span className="hidden pane:inline">More</span>
                  <ChevronDown size={15} aria-hidden="true" />
                  <span className="sr-only pane:hidden">More</span>
                </button>
              }
            >
              {row.status !== 'escalated' && (
                <MenuItem
                  icon={<OctagonAlert size={16} aria-hidden="true" />}
                  onClick={() => setEscalating(true)}
                >
                  Escalate…
                </MenuItem>
              )}
              <MenuItem
                icon={<MessageSquarePlus size={16} aria-hidden="true" />}
                onClick={() => setStarting(true)}
              >
                Text or email them…
              </MenuItem>
            </Menu>
          </>
        )}
        <IconButton
          label={panelOpen ? 'Hide the contact' : 'Show the contact'}
          aria-pressed={panelOpen}
          onClick={onTogglePanel}
        >
          <PanelRight size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
      </div>
      {row && escalating && <EscalateDialog row={row} onClose={() => setEscalating(false)} />}
      {row && starting && <StartDialog contactId={row.contact.id} onClose={() => setStarting(false)} />}
    </header>
  )
}

function Who({ row, onClick }: { row: ConversationRow; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="-mx-1 flex min-w-0 items-center gap-2.5 rounded-md px-1 py-1 text-start hover:bg-hover"
    >
      <Avatar id={row.contact.id} name={row.contact.name} size={34} />
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <h2 dir="auto" className="truncate text-md font-semibold text-ink">
            {row.contact.name ?? row.contact.display}
          </h2>
          {row.status === 'escalated' && (
            <Badge tone="danger">
              <span title={row.escalation ? `Because: ${escalationText[row.escalation.reason]}` : undefined}>
                Escalated
              </span>
            </Badge>
          )}
          {row.status === 'closed' && <Badge>Closed</Badge>}
          {row.contact.optedOut && <Badge tone="quiet">Opted out</Badge>}
        </span>
        <span className="flex items-center gap-1.5 text-xs text-ink-3">
          <ChannelMark kind={row.channel} size={14} />
          <span className="truncate">
            {channelLabel(row.channel)}
            {row.contact.name && row.contact.display !== row.contact.name ? ` · ${row.contact.display}` : ''}
            {row.subject ? ` · ${row.subject}` : ''}
          </span>
        </span>
      </span>
    </button>
  )
}
