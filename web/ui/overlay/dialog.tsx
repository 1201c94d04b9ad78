// Dialogs. Focus goes in, stays, and comes back; Escape and the backdrop close.
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '#web/ui/cx.ts'
import { useReturnFocus } from './return-focus.ts'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children: ReactNode
  /** `side`: a sheet from the end of the line, for panels on narrow screens. */
  place?: 'center' | 'side'
  width?: 'sm' | 'md' | 'lg'
}
const widths = { sm: 'max-w-105', md: 'max-w-135', lg: 'max-w-190' }

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  place = 'center',
  width = 'md',
}: DialogProps) {
  useReturnFocus(open)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          finalFocus={false}
          className={cx(
            'fixed z-40 flex flex-col bg-raised text-ink shadow-3 outline-none transition-[opacity,translate,scale] duration-150 ease-out',
            // One question at a time: what asks in between stands alone.
            'data-nested-dialog-open:scale-98 data-nested-dialog-open:opacity-0',
            place === 'center' &&
              `start-1/2 top-1/2 max-h-[88dvh] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-xl border border-line data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 rtl:translate-x-1/2 ${widths[width]}`,
            place === 'side' &&
              'inset-y-0 end-0 w-[min(22rem,100vw)] border-s border-line data-ending-style:translate-x-full data-starting-style:translate-x-full',
          )}
        >
          <header className="px-5 pt-4 pe-14 pb-1">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-0.5 text-base text-ink-3">{description}</Base.Description>
              )}
            </div>
          </header>
          {children}
          {/* Last in order, first in sight: focus begins with the content. */}
          <Base.Close
            aria-label="Close"
            className="absolute end-3 top-3.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X size={17} aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export function DialogBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx('scroll-quiet min-h-0 flex-1 overflow-y-auto px-5 py-3', className)}>{children}</div>
  )
}
export function DialogFoot({ children }: { children: ReactNode }) {
  return <footer className="flex flex-wrap items-center justify-end gap-2 px-5 pt-2 pb-4">{children}</footer>
}
