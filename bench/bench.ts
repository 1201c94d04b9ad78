// What every section gets: its options, a place to report to, temporary folders, and an end that takes everything
// away again.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readNote } from '#postgres/note.ts'
import type { Figure, Target, Unit } from './figure.ts'
import { watchOthers } from './processes.ts'
import { formatLine } from './table.ts'

export type Options = {
  /** Shorter runs, one round. */
  quick: boolean
  /** Reads at a million conversations too; with `huge` they hold ten million messages. */
  large: boolean
  huge: boolean
  /** Where the product's processor profiles go; null makes none. */
  profile: string | null
}

export type Bench = {
  options: Options
  /** The section that is measured now. */
  section: string
  figures: Figure[]
  /** What must not happen whatever the speed: a lost message, a section that broke. */
  failures: string[]
  /** From here on, until the next report, is measured: others' load is counted from here. */
  mark(): void
  report(what: string, value: number, unit: Unit, target: Target | null, how: string): void
  fail(what: string): void
  note(text: string): void
  /** A new data folder; it goes when the section ends, and with it a database that had to lie elsewhere. */
  folder(): Promise<string>
  /** Called when the section ends or is cut short, the last one first. */
  onEnd(undo: () => Promise<unknown> | void): void
  cleanUp(): Promise<void>
}

export type Section = (bench: Bench) => Promise<void>

export function createBench(options: Options): Bench {
  const undo: (() => Promise<unknown> | void)[] = []
  const others = watchOthers()
  const bench: Bench = {
    options,
    section: '',
    figures: [],
    failures: [],
    mark: () => void others(),
    report(what, value, unit, target, how) {
      const figure = { section: bench.section, what, value, unit, target, how, others: others() }
      bench.figures.push(figure)
      console.log(formatLine(figure))
    },
    fail(what) {
      bench.failures.push(`${bench.section}: ${what}`)
      console.error(`  ✗ ${what}`)
    },
    note: (text) => console.log(`  ${text}`),
    async folder() {
      const folder = await mkdtemp(join(tmpdir(), 'frontdesk-bench-'))
      // Passable: started by root, PostgreSQL runs as another account.
      await chmod(folder, 0o711)
      bench.onEnd(async () => {
        const elsewhere = await readNote(folder)
        for (const one of elsewhere ? [elsewhere, folder] : [folder])
          await rm(one, { recursive: true, force: true, maxRetries: 5 })
      })
      return folder
    },
    onEnd: (step) => void undo.push(step),
    async cleanUp() {
      for (let step = undo.pop(); step; step = undo.pop())
        try {
          await step()
        } catch (error) {
          console.error(
            `  could not clean up: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          )
        }
    },
  }
  return bench
}
