// What Linux tells about processes in /proc: who descends from whom, how much memory and processor time they use.
// Elsewhere there is no such thing, and the questions are answered with null.
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** Clock ticks of /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS = 100

type Stat = { pid: number; parent: number; name: string; ticks: number }

function readStat(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything.
    const end = text.lastIndexOf(')')
    const fields = text.slice(end + 2).split(' ')
    // utime, stime, and those of children that ended and were waited for.
    const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0)
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      name: text.slice(text.indexOf('(') + 1, end),
      ticks,
    }
  } catch {
    return null // it ended meanwhile
  }
}

/** A process and everything that descends from it, as it is now. */
export function familyOf(pid: number): { pid: number; name: string; ticks: number }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? [])
  const family = all.filter((stat) => stat.pid === pid)
  for (const member of family) family.push(...all.filter((stat) => stat.parent === member.pid))
  return family
}

/** Processor time of a process and its descendants so far, those that have ended included. 0 without /proc. */
export function processorMs(pid: number): number {
  if (process.platform !== 'linux') return 0
  return (familyOf(pid).reduce((sum, member) => sum + member.ticks, 0) * 1_000) / TICKS
}

/** Proportional set size in MB: shared pages are divided among those who share them. Null without /proc. */
export function memoryOf(pid: number): { total: number; parts: { name: string; mb: number }[] } | null {
  if (process.platform !== 'linux') return null
  const parts = familyOf(pid).map((member) => {
    const text = readFileSync(`/proc/${member.pid}/smaps_rollup`, 'utf8')
    return { name: member.name, mb: Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1_024 }
  })
  return { total: parts.reduce((sum, part) => sum + part.mb, 0), parts }
}

/** Measures how many cores others use, from one call to the next: what is busy and does not descend from us. */
export function watchOthers(): () => number | null {
  let before = observe()
  let last: number | null = null
  return () => {
    const now = observe()
    if (!now || !before) return null
    const seconds = now.at - before.at
    // Too short to tell: ticks are 10 ms.
    if (seconds < 0.5) return last
    last = Math.max(0, (now.busy - before.busy - (now.ours - before.ours)) / TICKS / seconds)
    before = now
    return last
  }
}

function observe(): { at: number; busy: number; ours: number } | null {
  if (process.platform !== 'linux') return null
  const line = /^cpu +(.+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line.split(' ').map(Number)
  return {
    at: performance.now() / 1_000,
    busy: user + nice + system + irq + softirq + steal,
    ours: familyOf(process.pid).reduce((sum, member) => sum + member.ticks, 0),
  }
}

export function coreCount(): number {
  return cpus().length
}
