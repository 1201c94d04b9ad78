import { Download } from 'lucide-react'
import type { SentFile } from '#web/store/writing/outgoing.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { fileSize } from '#web/ui/file-size.ts'
import { Dialog } from '#web/ui/overlay/dialog.tsx'

/** A picture, as large as the screen allows. */
export default function Lightbox({ file, onClose }: { file: SentFile; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={file.name} description={fileSize(file.size)} width="lg">
      <div className="min-h-0 p-5 pt-2">
        <img
          src={file.url ?? ''}
          alt={file.name}
          className="mx-auto max-h-[68dvh] rounded-lg object-contain"
        />
        <p className="mt-3 flex justify-end">
          <a href={file.url ?? ''} download={file.name} className={buttonClass('secondary', 'sm')}>
            <Download size={15} aria-hidden="true" />
            Download
          </a>
        </p>
      </div>
    </Dialog>
  )
}
