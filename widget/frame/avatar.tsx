import { Bell } from './icons.tsx'

/** A person's initials, or the desk's bell for the AI and for a team without a name. */
export function Avatar({ name, size }: { name: string | null; size: 'large' | 'small' }) {
  return (
    <span class={`avatar ${size} ${name ? 'person' : 'desk'}`} aria-hidden="true">
      {name ? initials(name) : <Bell size={size === 'large' ? 24 : 15} />}
    </span>
  )
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const picked = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  // By code point, so that a name which begins with a rare letter keeps it whole.
  return picked
    .map((part) => Array.from(part ?? '')[0])
    .join('')
    .toUpperCase()
}
