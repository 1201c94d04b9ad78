// Adding knowledge: drop a file, name the web site, or write it down. Each way says what it is good for.
import { FileText, Globe, MessageCircleQuestion, NotebookText, Upload } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { cx } from '#web/ui/cx.ts'
import { Dialog, DialogBody } from '#web/ui/overlay/dialog.tsx'
import { KnowledgeDialog } from './knowledge-dialog.tsx'
import { SiteForm } from './site-form.tsx'
import { ACCEPTED, uploadFiles } from './upload.ts'

type Way = 'choose' | 'website' | 'faq' | 'document'

export function AddDialog({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('choose')
  if (way === 'faq' || way === 'document') return <KnowledgeDialog kind={way} item={null} onClose={onClose} />
  if (way === 'website') return <SiteForm onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title="Add knowledge" description="What the AI may quote to customers.">
      <DialogBody className="space-y-2.5 pb-5">
        <DropZone onDone={onClose} />
        <Choice Icon={<Globe size={18} />} title="Your web site" onClick={() => setWay('website')}>
          Its pages are read, and read again every week. Nothing to keep up by hand.
        </Choice>
        <Choice
          Icon={<MessageCircleQuestion size={18} />}
          title="A question with its answer"
          onClick={() => setWay('faq')}
        >
          The surest way: the AI says it in your words, and it counts over files and web pages.
        </Choice>
        <Choice Icon={<NotebookText size={18} />} title="A text" onClick={() => setWay('document')}>
          Conditions, a guide for the first visit, what to bring: written or pasted here.
        </Choice>
      </DialogBody>
    </Dialog>
  )
}

function Choice({
  Icon,
  title,
  children,
  onClick,
}: {
  Icon: ReactNode
  title: string
  children: ReactNode
  onClick: () => void
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex w-full items-start gap-3.5 rounded-lg border border-line bg-surface p-3.5 text-start transition-colors hover:border-accent-line hover:bg-hover"
    >
      <span
        className="flex size-9 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-ink"
        aria-hidden="true"
      >
        {Icon}
      </span>
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        <span className="block text-sm text-ink-3">{children}</span>
      </span>
    </button>
  )
}

/** Files by drop or by choosing them; the dialog ends when they are taken, and the list shows how they are read. */
function DropZone({ onDone }: { onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async (files: File[]): Promise<void> => {
    if (files.length === 0) return
    setBusy(true)
    const taken = await uploadFiles(files)
    setBusy(false)
    if (taken > 0) onDone()
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        void take([...event.dataTransfer.files])
      }}
    >
      <button
        type="button"
        disabled={busy}
        aria-busy={busy || undefined}
        onClick={() => input.current?.click()}
        className={cx(
          'flex w-full flex-col items-center gap-1.5 rounded-lg border-2 border-dashed px-4 py-6 text-center transition-colors',
          over
            ? 'border-accent bg-accent-soft'
            : 'border-line-strong hover:border-accent-line hover:bg-hover',
        )}
      >
        <span
          className="flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent-ink"
          aria-hidden="true"
        >
          {busy ? <FileText size={19} className="pulse-soft" /> : <Upload size={19} />}
        </span>
        <span className="font-medium">{busy ? 'Uploading' : 'Drop files here, or choose them'}</span>
        <span className="text-sm text-ink-3">PDF, Word (.docx), Markdown or text, up to 20 MB each</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label="Files to add"
        className="hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          void take(files)
        }}
      />
    </div>
  )
}
