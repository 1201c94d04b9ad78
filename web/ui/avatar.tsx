import { User } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

// Quiet grounds that keep their letters readable in both themes. A person keeps theirs, because it hangs on the id.
const hues = [20, 55, 95, 140, 175, 215, 255, 295, 335]

function hash(text: string): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0
  return Math.abs(sum)
}

/** The first letters of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** A person as a coloured disc with initials; a figure where no name is known. Decoration: the name stands beside. */
export function Avatar({
  id,
  name,
  size = 36,
  badge,
}: {
  id: string
  name: string | null
  size?: number
  badge?: ReactNode
}) {
  const hue = hues[hash(id) % hues.length] ?? 140
  return (
    <span className="relative inline-flex shrink-0" aria-hidden="true" style={{ width: size, height: size }}>
      <span
        className={cx(
          'flex size-full select-none items-center justify-center rounded-full font-semibold',
          !name && 'bg-sunken text-ink-3',
        )}
        style={{
          fontSize: size * 0.35,
          ...(name && {
            background: `light-dark(oklch(0.91 0.045 ${hue}), oklch(0.36 0.05 ${hue}))`,
            color: `light-dark(oklch(0.36 0.07 ${hue}), oklch(0.9 0.05 ${hue}))`,
          }),
        }}
      >
        {name ? initials(name) : <User size={size * 0.5} />}
      </span>
      {badge && (
        <span className="absolute -end-1.5 -bottom-1 flex items-center justify-center rounded-full bg-(--ground,var(--surface)) p-[2px] transition-colors duration-75">
          {badge}
        </span>
      )}
    </span>
  )
}
