import type { ReactNode } from 'react'

/** The frame of a screen that is one column: head, then content that scrolls. */
export function Page({
  title,
  actions,
  children,
  lead,
}: {
  title: string
  actions?: ReactNode
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <main className="scroll-quiet h-full overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-220 px-4 py-5 pane:px-8 pane:py-8">
        <header className="mb-5 flex flex-wrap items-center gap-3">
          <div className="min-w-0 flex-1">
            <h1 className="text-xl font-semibold">{title}</h1>
            {lead && <p className="mt-0.5 text-ink-3">{lead}</p>}
          </div>
          {actions}
        </header>
        {children}
      </div>
    </main>
  )
}
