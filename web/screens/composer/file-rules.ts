// May this file go out on this channel? Said before it is uploaded, with the limit by name. Pure.
import type { Capabilities } from '#domain/channel.ts'
import { fileSize } from '#web/ui/file-size.ts'

type Rules = Pick<Capabilities, 'attachments' | 'label'>

/** Why not, or null. `held`: how many files are attached already. */
export function refuseFile(
  file: { name: string; type: string; size: number },
  held: number,
  { attachments, label }: Rules,
): string | null {
  if (attachments.maxCount === 0) return `${label} takes no files`
  if (held >= attachments.maxCount) return `${label} takes at most ${attachments.maxCount} files`
  if (file.size === 0) return 'The file is empty'
  const own = attachments.byType?.find(({ types }) => types.some((type) => matchesType(file, type)))
  const most = own?.maxBytes ?? attachments.maxBytes
  if (file.size > most) return `${label} takes ${own ? 'such files' : 'files'} up to ${fileSize(most)}`
  if (!attachments.types.some((type) => matchesType(file, type)))
    return `${label} does not take this kind of file`
  return null
}

function matchesType(file: { name: string; type: string }, allowed: string): boolean {
  if (allowed === '*' || allowed === '*/*') return true
  if (allowed.startsWith('.')) return file.name.toLowerCase().endsWith(allowed.toLowerCase())
  if (allowed.endsWith('/*')) return file.type.startsWith(allowed.slice(0, -1))
  return file.type === allowed
}

/** For the file picker's `accept`. */
export function acceptOf({ attachments }: Rules): string {
  return attachments.types.includes('*/*') || attachments.types.includes('*')
    ? ''
    : attachments.types.join(',')
}

type Held = { name: string; type: string; size: number; problem: string | null }

/** Files that were taken for one channel, looked at again for the one that was chosen now: why each may not go along. */
export function recheckFiles<F extends Held>(files: readonly F[], rules: Rules | null): F[] {
  if (!rules) return [...files]
  let held = 0
  return files.map((file) => {
    if (file.problem !== null) return file
    const problem = refuseFile(file, held, rules)
    if (problem === null) held++
    return { ...file, problem }
  })
}
