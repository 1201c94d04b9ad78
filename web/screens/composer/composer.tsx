// Where a person writes. What it may send, how long, with which files and by which key is asked of the channel's
// capabilities; the composer knows no channel.
import { Info, Paperclip, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useAction } from '#web/actions/registry.ts'
import { useListenable } from '#web/store/listenable.ts'
import { sayTyping } from '#web/store/live/live.ts'
import { useChannels } from '#web/store/settings.ts'
import {
  chooseRoute,
  draftRoute,
  drafts,
  emptyDraft,
  routeKey,
  writeDraft,
} from '#web/store/writing/drafts.ts'
import { send } from '#web/store/writing/outgoing.ts'
import { clearUploads, startUpload, uploads, uploadsOf } from '#web/store/writing/uploads.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { extra } from '#web/ui/extra.ts'
import { useNow } from '#web/ui/use-now.ts'
import type { Conversation } from '#wire/api/conversations.ts'
import { acceptOf, recheckFiles, refuseFile } from './file-rules.ts'
import { QuoteLine } from './quote-line.tsx'
import { Recipients } from './recipients.tsx'
import { replyWindow } from './reply-window.ts'
import { RoutePicker } from './route-picker.tsx'
import type { Later } from './sending/later-menu.tsx'
import { StateBanner } from './state-banner.tsx'
import { measureText } from './text-length.ts'
import { UploadChips } from './upload-chips.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { WindowNote } from './window-note.tsx'

const LogComposer = lazy(() => import('./log-composer.tsx'))
const DraftOffer = extra(() => import('./draft-offer.tsx'))
const GateNote = extra(() => import('./sending/gate-note.tsx'))
const LaterMenu = extra(() => import('./sending/later-menu.tsx'))
const TemplatePicker = lazy(() => import('./templates/template-picker.tsx'))

type Props = { id: string; conversation: Conversation | undefined; onShowContact: () => void }

export function Composer({ id, conversation, onShowContact }: Props) {
  const draft = useListenable(drafts)[id] ?? emptyDraft
  const held = uploadsOf(useListenable(uploads), id)
  const channels = useChannels().data
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  useAction('thread.reply', () => field.current?.focus())

  /** Why the next message is sent anyway, and by which way. */
  const [lifted, setLifted] = useState<{ key: string; reason: string } | null>(null)

  const routes = conversation?.routes ?? []
  const route = draftRoute(draft, routes)
  const capabilities =
    channels?.find((c) => c.capabilities.channel === route?.channel && c.provider === route.provider)
      ?.capabilities ?? null
  // Another channel may not take what was attached for the one before.
  const files = recheckFiles(held, capabilities)
  const rich = capabilities?.formatting === 'rich'
  const length = capabilities && measureText(draft.text, capabilities)
  useNow()
  const window = replyWindow(route, capabilities?.templates ?? false, Date.now())
  const anyway = route && lifted?.key === `${id} ${routeKey(route)}` ? lifted.reason : null
  const usable = route?.usable === true || anyway !== null
  const locked = conversation !== undefined && (!usable || (window.kind === 'closed' && !window.templates))
  const quote = capabilities?.quotes && draft.quotes?.inboxId === route?.inboxId ? draft.quotes : null

  const ready = files.filter((f) => f.file !== null && f.problem === null)
  const misfit = files.some((f) => f.file !== null && f.problem !== null)
  const uploading = files.some((f) => f.file === null && f.problem === null)
  const maySend =
    usable &&
    window.kind !== 'closed' &&
    !uploading &&
    !misfit &&
    !length?.over &&
    (draft.text.trim() !== '' || ready.length > 0)

  // A text that may not stand beside the file is no mistake: it leaves by itself, and the writer knows.
  const apart =
    capabilities?.captionLength !== undefined &&
    ready.length > 0 &&
    draft.text.trim().length > capabilities.captionLength
  const note = apart
    ? `On ${capabilities.label} this text leaves as a message of its own, after the file.`
    : (capabilities?.composerNote ?? null)

  const addFiles = (list: Iterable<File>): void => {
    if (!capabilities || locked) return
    let taken = files.filter((f) => f.problem === null).length
    for (const file of list) {
      const problem = refuseFile(file, taken, capabilities)
      startUpload(id, file, problem)
      if (!problem) taken++
    }
    field.current?.focus()
  }
  const dragging = useFileDrop(addFiles)

  const submit = (later: Later | null = null): void => {
    if (!maySend || !route) return
    void send({
      conversationId: id,
      route,
      text: draft.text.trim(),
      subject: capabilities?.subject && draft.subject.trim() ? draft.subject.trim() : null,
      recipients: capabilities?.subject ? (draft.recipients ?? null) : null,
      attachments: ready.flatMap((f) => (f.file ? [f.file] : [])),
      quotes: quote ?? null,
      later,
      anyway,
    })
    setLifted(null)
    writeDraft(id, { text: '', subject: '', recipients: null, quotes: null })
    clearUploads(id)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      document.getElementById('thread')?.focus()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return
    const mod = event.ctrlKey || event.metaKey
    if (rich ? !mod : event.altKey) return
    event.preventDefault()
    submit()
  }

  const routePicker = (
    <RoutePicker
      routes={routes}
      route={route}
      contactId={conversation?.contact.id ?? null}
      onChange={(next) => {
        chooseRoute(id, next, routes.find((r) => r.current) ?? null)
        field.current?.focus()
      }}
    />
  )
  if (route?.usable && capabilities?.loggedByHand)
    return (
      <section
        aria-label="Write"
        className="shrink-0 border-t border-line bg-surface px-2.5 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] pane:px-4"
      >
        <div className="mx-auto max-w-200">
          <Suspense fallback={<div className="h-56" />}>
            <LogComposer
              id={id}
              rules={capabilities.loggedByHand}
              label={capabilities.label}
              route={route}
              routePicker={routePicker}
            />
          </Suspense>
        </div>
      </section>
    )
  if (route && window.kind === 'closed' && window.templates)
    return (
      <Frame conversation={conversation} onShowContact={onShowContact}>
        <Suspense fallback={<div className="h-40" />}>
          <TemplatePicker
            key={routeKey(route)}
            conversationId={id}
            route={route}
            why={window.why}
            draft={draft.text}
          >
            {routePicker}
          </TemplatePicker>
        </Suspense>
      </Frame>
    )

  return (
    <Frame conversation={conversation} onShowContact={onShowContact}>
      {locked ? (
        <p
          role="status"
          className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-2.5 text-warn-ink"
        >
          {(window.kind === 'closed' ? window.why : route?.why) ??
            'There is no way to write to this customer: no inbox of yours reaches an address of theirs.'}
        </p>
      ) : null}
      {route && !capabilities?.loggedByHand && (
        <Suspense fallback={null}>
          <GateNote
            conversationId={id}
            route={route}
            ready={maySend}
            anyway={anyway}
            onAnyway={(reason) => {
              setLifted(reason === null ? null : { key: `${id} ${routeKey(route)}`, reason })
              field.current?.focus()
            }}
            onLater={(sendAt) => submit({ sendAt, unlessTheyWrite: true })}
          />
        </Suspense>
      )}
      {note && !locked && (
        <p className="mb-1.5 flex items-start gap-2 ps-1 text-sm text-ink-2">
          <Info size={15} className="mt-0.75 shrink-0 text-ink-3" aria-hidden="true" />
          {note}
        </p>
      )}
      <div
        className={cx(
          'rounded-lg border border-control bg-raised transition-colors focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent',
          locked && 'mt-2 bg-sunken!',
          dragging && 'border-dashed! border-accent! bg-accent-soft!',
        )}
      >
        {capabilities?.subject && route && (
          <Recipients
            conversationId={id}
            route={route}
            chosen={draft.recipients ?? null}
            onChange={(recipients) => writeDraft(id, { recipients })}
            disabled={locked}
          />
        )}
        {capabilities?.subject && (
          <input
            aria-label="Subject"
            placeholder={
              conversation?.subject ? `Re: ${conversation.subject.replace(/^re:\s*/i, '')}` : 'Subject'
            }
            dir="auto"
            value={draft.subject}
            maxLength={300}
            disabled={locked}
            onChange={(event) => writeDraft(id, { subject: event.target.value })}
            className="block h-9 w-full border-b border-line bg-transparent px-3.5 font-medium outline-none"
          />
        )}
        {quote && <QuoteLine quote={quote} onDrop={() => writeDraft(id, { quotes: null })} />}
        <textarea
          ref={field}
          aria-label="Message"
          dir="auto"
          rows={rich ? 4 : 2}
          placeholder={dragging ? 'Drop the files here' : 'Write a reply'}
          value={draft.text}
          disabled={locked}
          onChange={(event) => {
            writeDraft(id, { text: event.target.value })
            if (capabilities?.typing.toCustomer) sayTyping(id)
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            addFiles([...event.clipboardData.files].map(named))
          }}
          className="scroll-quiet field-sizing-content block max-h-[38dvh] min-h-14 w-full resize-none bg-transparent px-3.5 pt-2.5 pb-1 text-base outline-none"
        />
        <UploadChips conversationId={id} files={files} />
        <div className="flex flex-wrap items-center gap-1.5 px-2 pb-2">
          {routePicker}
          {capabilities && capabilities.attachments.maxCount > 0 && (
            <>
              <IconButton
                label="Attach files"
                size="sm"
                disabled={locked}
                onClick={() => picker.current?.click()}
              >
                <Paperclip size={17} aria-hidden="true" />
              </IconButton>
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                accept={acceptOf(capabilities)}
                onChange={(event) => {
                  addFiles(event.target.files ?? [])
                  event.target.value = ''
                }}
              />
            </>
          )}
          <div className="ms-auto flex items-center gap-2.5">
            {window.kind === 'open' && <WindowNote window={window} />}
            {length?.note && (
              <span
                className={cx(
                  'tabular text-xs',
                  length.over ? 'font-semibold text-danger-ink' : 'text-ink-3',
                )}
                role={length.over ? 'status' : undefined}
              >
                {length.note}
              </span>
            )}
            {route && (
              <Suspense fallback={null}>
                <LaterMenu conversationId={id} route={route} disabled={!maySend} onChoose={submit} />
              </Suspense>
            )}
            <Button
              look="primary"
              size="sm"
              disabled={!maySend}
              onClick={() => submit()}
              title={rich ? 'Send (Ctrl or Cmd + Enter)' : 'Send (Enter)'}
              icon={<SendHorizontal size={15} aria-hidden="true" className="rtl:-scale-x-100" />}
            >
              Send
            </Button>
          </div>
        </div>
      </div>
    </Frame>
  )
}

function Frame({
  conversation,
  onShowContact,
  children,
}: Pick<Props, 'conversation' | 'onShowContact'> & { children: ReactNode }) {
  return (
    <section
      aria-label="Write"
      className="shrink-0 border-t border-line bg-surface px-2.5 pt-2 pb-[max(0.625rem,env(safe-area-inset-bottom))] pane:px-4"
    >
      <div className="mx-auto max-w-200">
        {conversation?.draft && (
          <Suspense fallback={null}>
            <DraftOffer conversation={conversation} />
          </Suspense>
        )}
        <StateBanner conversation={conversation} onShowContact={onShowContact} />
        {children}
      </div>
    </section>
  )
}

/** Browsers call every pasted picture image.png; the time tells them apart. */
function named(file: File): File {
  if (file.name !== 'image.png') return file
  const stamp = new Date().toTimeString().slice(0, 8).replaceAll(':', '.')
  return new File([file], `Pasted picture ${stamp}.png`, { type: file.type })
}
