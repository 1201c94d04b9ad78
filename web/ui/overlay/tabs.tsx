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
      <Base.List aria-label={label} className="relative mb-4 flex gap-1 border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="focus-inset h-9.5 px-3 font-medium text-ink-3 hover:text-ink data-active:text-accent-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-[-1px] h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-150" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="outline-none">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
