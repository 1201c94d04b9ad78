// The filter button is part of the first screen; its menu is loaded when somebody reaches for it.
import { ListFilter } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useInboxSearch } from '#web/router/location.ts'
import { countFilters } from '#web/store/filters.ts'
import { buttonClass } from '#web/ui/button.tsx'

const load = () => import('./filter-menu.tsx')
const FilterMenu = lazy(load)

export function FilterButton() {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={filterButtonClass}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    >
      <FilterButtonFace />
    </button>
  )
  return wanted ? (
    <Suspense fallback={button}>
      <FilterMenu />
    </Suspense>
  ) : (
    button
  )
}

export const filterButtonClass = buttonClass('ghost', 'sm', 'data-popup-open:bg-hover')

export function FilterButtonFace() {
  const on = countFilters(useInboxSearch())
  return (
    <>
      <ListFilter size={15} aria-hidden="true" />
      Filter
      {on > 0 && <span className="sr-only">, {on} on</span>}
    </>
  )
}
