// Files of a message: pictures in a box of fixed size (nothing jumps when they arrive) that open large, others as chips.
import { File, FileWarning } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { SentFile } from '#web/store/writing/outgoing.ts'
import { cx } from '#web/ui/cx.ts'
import { fileSize } from '#web/ui/file-size.ts'

const Lightbox = lazy(() => import('./lightbox.tsx'))

export function Attachments({ files }: { files: SentFile[] }) {
  const [open, setOpen] = useState<SentFile | null>(null)
  if (files.length === 0) return null
  return (
    <div className="my-1 flex flex-wrap gap-2">
      {files.map((file, index) =>
        isPicture(file) ? (
          <button
            key={file.id ?? index}
            type="button"
            onClick={() => setOpen(file)}
            aria-label={`Open the picture ${file.name}`}
            className="block h-44 w-60 max-w-full overflow-hidden rounded-lg bg-pressed"
          >
            <img src={file.url ?? ''} alt={file.name} loading="lazy" className="size-full object-cover" />
          </button>
        ) : (
          <FileWithWords key={file.id ?? index} file={file} />
        ),
      )}
      {open && (
        <Suspense fallback={null}>
          <Lightbox file={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  )
}

function isPicture(file: SentFile): boolean {
  return file.type.startsWith('image/') && file.url !== null
}

/** A voice note with what was said in it, as a machine wrote it down. */
function FileWithWords({ file }: { file: SentFile }) {
  if (!file.transcript) return <FileChip file={file} />
  return (
    <figure className="max-w-full">
      <FileChip file={file} />
      <figcaption className="mt-1.5 border-s-2 border-current/30 ps-2.5 text-sm">
        <span className="block text-xs opacity-85">Written down by a machine</span>
        <span dir="auto">{file.transcript}</span>
      </figcaption>
    </figure>
  )
}

function FileChip({ file }: { file: SentFile }) {
  const Icon = file.problem ? FileWarning : File
  const face = (
    <>
      <Icon size={18} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0">
        <span className="block truncate text-sm font-medium">{file.name}</span>
        <span className="block text-xs opacity-85">{file.problem ?? fileSize(file.size)}</span>
      </span>
    </>
  )
  const look = 'flex max-w-72 items-center gap-2.5 rounded-lg border border-current/25 px-3 py-2 text-start'
  if (!file.url) return <span className={look}>{face}</span>
  return (
    <a href={file.url} download={file.name} className={cx(look, 'hover:border-current/60')}>
      {face}
    </a>
  )
}
