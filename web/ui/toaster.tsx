import { CircleAlert, CircleCheck } from 'lucide-react'
import { Toaster as Sonner } from 'sonner'
import { useMedia } from './use-media.ts'

/** Where toasts appear. Loaded with the first one. */
export default function Toaster() {
  const narrow = !useMedia('(min-width: 48rem)')
  return (
    <Sonner
      // Out of the way of the composer: low on the left, and on a phone on top.
      position={narrow ? 'top-center' : 'bottom-left'}
      offset={16}
      mobileOffset={12}
      containerAriaLabel="Notices"
      style={{ fontFamily: 'inherit' }}
      icons={{
        success: <CircleCheck size={17} className="text-accent" aria-hidden="true" />,
        error: <CircleAlert size={17} className="text-danger" aria-hidden="true" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-lg border border-line bg-raised px-3.5 py-2.5 text-base text-ink shadow-3',
          title: 'font-medium',
          description: 'text-sm text-ink-3',
          content: 'min-w-0 flex-1',
          actionButton:
            'ms-2 inline-flex h-7 shrink-0 items-center rounded-sm bg-accent-soft px-2.5 text-sm font-semibold text-accent-ink hover:bg-selected',
        },
      }}
    />
  )
}
