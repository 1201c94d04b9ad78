// Reads what `node --cpu-prof` wrote: which functions took the time of the main thread.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Node = {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
}
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }

const SHOWN = 30
const WAITING = new Set(['(idle)', '(root)'])

/** Options for Node that make the process write its profile into the folder when it ends. */
export function profileArgs(folder: string, name: string): string[] {
  return ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-name', `${name}.cpuprofile`]
}

/** The functions with the most time of their own, and the same by package, as lines. */
export async function describeProfile(folder: string, name: string): Promise<string[]> {
  const file = (await readdir(folder)).find((f) => f === `${name}.cpuprofile`)
  if (!file) return [`no profile ${name} in ${folder}`]
  const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as Profile
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const byFunction = new Map<string, number>()
  const byPlace = new Map<string, number>()
  let busy = 0
  let all = 0
  profile.samples.forEach((id, i) => {
    const frame = nodes.get(id)?.callFrame
    const time = profile.timeDeltas[i] ?? 0
    all += time
    if (!frame || WAITING.has(frame.functionName)) return
    busy += time
    const where = shorten(frame.url)
    const title = `${frame.functionName || '(anonymous)'}${where ? `  ${where}:${frame.lineNumber + 1}` : ''}`
    byFunction.set(title, (byFunction.get(title) ?? 0) + time)
    const place = placeOf(frame.url, frame.functionName)
    byPlace.set(place, (byPlace.get(place) ?? 0) + time)
  })
  const lines = (times: Map<string, number>, count: number) =>
    [...times]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([what, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)} %  ${what}`)
  return [
    `${name}: busy ${(busy / 1e6).toFixed(1)} s of ${(all / 1e6).toFixed(1)} s`,
    ...lines(byPlace, 14),
    '  by function:',
    ...lines(byFunction, SHOWN),
  ]
}

function shorten(url: string): string {
  return url.replace(/^file:\/\//, '').replace(new URL('../', import.meta.url).pathname, '')
}

/** The package, or our own top folders, or the engine. */
function placeOf(url: string, name: string): string {
  const module = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (module) return module
  if (url.startsWith('node:')) return `node:${url.slice(5).split('/').slice(0, 2).join('/')}`
  if (!url) return name === '(garbage collector)' ? name : '(native)'
  return shorten(url).split('/').slice(0, 2).join('/')
}
