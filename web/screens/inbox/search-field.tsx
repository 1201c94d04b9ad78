import { Search, X } from 'lucide-react'
import type { Ref } from 'react'

export function SearchField({
  value,
  onChange,
  ref,
  label = 'Search names, numbers and messages',
  hint = '/',
}: {
  value: string
  onChange: (next: string) => void
  ref?: Ref<HTMLInputElement>
  label?: string
  hint?: string | null
}) {
  return (
    <search className="group relative block">
      <Search
        size={16}
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-1/2 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder="Search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (value) onChange('')
          else event.currentTarget.blur()
        }}
        className="h-9 w-full rounded-md border border-line-strong bg-surface ps-8.5 pe-9 text-base text-ink hover:border-control focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange('')}
          className="absolute end-1 top-1/2 flex size-7 -translate-y-1/2 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X size={15} aria-hidden="true" />
        </button>
      ) : (
        hint && (
          <kbd
            aria-hidden="true"
            className="pointer-events-none absolute end-2.5 top-1/2 hidden -translate-y-1/2 rounded-xs border border-line px-1.5 font-sans text-2xs text-ink-3 pane:block"
          >
            {hint}
          </kbd>
        )
      )}
    </search>
  )
}
