// The whole section takes dropped files.
import { Upload } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { uploadFiles } from './upload.ts'

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

export function DropEverywhere({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false)
  // Entering a child leaves its parent: only when all are left is nothing held over it.
  const depth = useRef(0)
  return (
    <div
      className="relative"
      onDragEnter={(event) => {
        if (!holdsFiles(event)) return
        depth.current++
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!holdsFiles(event)) return
        depth.current = Math.max(0, depth.current - 1)
        if (depth.current === 0) setOver(false)
      }}
      onDragOver={(event) => {
        if (holdsFiles(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        void uploadFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute -inset-2 z-10 flex items-start justify-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/85 pt-24">
          <p className="flex items-center gap-2.5 text-md font-semibold text-accent-ink">
            <Upload size={20} aria-hidden="true" /> Drop to add it to your knowledge
          </p>
        </div>
      )}
    </div>
  )
}
