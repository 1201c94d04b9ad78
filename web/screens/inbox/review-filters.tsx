// The filters and the order that come from reviews.
import type { InboxSearch } from '#web/store/filters.ts'
import { useReviewSettings } from '#web/store/review-settings.ts'
import { MenuChoice, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { scoreNames, sortNames, temperatureWords } from './filter-names.ts'

const ANY = 'any'

export function ReviewFilters({
  search,
  change,
}: {
  search: InboxSearch
  change: (next: Partial<InboxSearch>) => void
}) {
  const { stages } = useReviewSettings()
  const choice = <Name extends 'sort' | 'score' | 'stage' | 'temperature'>(
    name: Name,
    label: string,
    any: string,
    options: { value: string; label: string }[],
  ) => (
    <>
      <MenuSeparator />
      <MenuChoice
        label={label}
        value={search[name] ?? ANY}
        options={[{ value: ANY, label: any }, ...options]}
        onChange={(value) => change({ [name]: value === ANY ? undefined : value })}
      />
    </>
  )
  const entries = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <>
      {choice('sort', 'Order', 'Newest first', entries(sortNames))}
      {choice('score', 'Review score', 'Any score', entries(scoreNames))}
      {choice(
        'stage',
        'Stage',
        'Any stage',
        stages.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice('temperature', 'Temperature', 'Any', entries(temperatureWords))}
    </>
  )
}
