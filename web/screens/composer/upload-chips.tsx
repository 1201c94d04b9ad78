import { CircleAlert, File, X } from 'lucide-react'
import { dropUpload, type Upload } from '#web/store/writing/uploads.ts'
import { cx } from '#web/ui/cx.ts'
import { fileSize } from '#web/ui/file-size.ts'

/** The files that will go along: how far each is, and what is wrong with those that will not. */
export function UploadChips({ conversationId, files }: { conversationId: string; files: readonly Upload[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Files to send" className="flex flex-wrap gap-1.5 px-3 pb-2">
      {files.map((file) => (
        <li
          key={file.key}
          className={cx(
            'relative flex max-w-64 items-center gap-2 overflow-hidden rounded-md border py-1 ps-2 pe-1 text-sm',
            file.problem
              ? 'border-danger-line bg-danger-soft text-danger-ink'
              : 'border-line-strong bg-surface text-ink',
          )}
        >
          {file.problem ? (
            <CircleAlert size={15} className="shrink-0" aria-hidden="true" />
          ) : (
            <File size={15} className="shrink-0 text-ink-3" aria-hidden="true" />
          )}
          <span className="min-w-0">
            <span className="block truncate font-medium">{file.name}</span>
            <span
              className={cx('block text-xs', !file.problem && 'text-ink-3')}
              role={file.problem ? 'alert' : undefined}
            >
              {file.problem ??
                (file.file ? fileSize(file.size) : `Uploading ${Math.round(file.progress * 100)} %`)}
            </span>
          </span>
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={() => dropUpload(conversationId, file.key)}
            className="flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-hover"
          >
            <X size={14} aria-hidden="true" />
          </button>
          {!file.file && !file.problem && (
            <span
              aria-hidden="true"
              className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform rtl:origin-right"
              style={{ transform: `scaleX(${file.progress})` }}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
