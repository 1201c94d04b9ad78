import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export function Tabs({
  label,
  tabs,
}: {
  label: string
  tabs: { value: string; label: ReactNode; content: ReactNode }[]
}) {
  return (
    <Base.Root defaultValue={tabs[0]?.value}>
      <Base.List
        aria-label={label}
        className="relative mb-4 flex border-b border-line [scrollbar-width:none] max-pane:overflow-x-auto pane:gap-1"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="focus-inset h-9.5 shrink-0 px-2 pane:px-3 font-medium text-ink-3 hover:text-ink data-active:text-accent-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 h-0.5 pane:bottom-[-1px] w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-150" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="outline-none">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
