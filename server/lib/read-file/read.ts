// Reading an uploaded file in a process of its own: a file that was made to hang a parser, or to fill the memory, ends
// that process and nothing else.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

export type ReadFile =
  | { ok: true; title: string | null; pages: { title: string | null; text: string }[]; cut: boolean }
  | { ok: false; reason: string; remedy: string }

export type ReadLimits = { milliseconds: number; memoryMb: number }
const LIMITS: ReadLimits = { milliseconds: 30_000, memoryMb: 700 }

const CHILD = new URL('./child.ts', import.meta.url).pathname
/** Of V8's own heap; what a parser keeps outside of it is watched from here. */
const HEAP_MB = 300
const MAX_OUTPUT = 12_000_000
const WATCH_MS = 100
const PAGE_BYTES = 4_096

/** The text of a file, or why it cannot be read and what to do. Never throws for what the file is. */
export function readUploaded(
  file: { name: string; content: Uint8Array },
  limits: ReadLimits = LIMITS,
): Promise<ReadFile> {
  return new Promise((resolve, reject) => {
    // Reading the program's own files is all that it may do on the disk, and it gets no environment.
    const flags = [`--max-old-space-size=${HEAP_MB}`, '--permission', '--allow-fs-read=*', '--no-warnings']
    const child = spawn(process.execPath, [...flags, CHILD, file.name], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    let ended: ReadFile | null = null
    const stop = (reason: string) => {
      ended ??= {
        ok: false,
        reason,
        remedy: 'Upload only the part that customers ask about, or save it anew as PDF.',
      }
      child.kill('SIGKILL')
    }
    const deadline = setTimeout(() => stop('Reading it took too long.'), limits.milliseconds)
    const watch = setInterval(() => {
      memoryOf(child.pid).then(
        (mb) => mb > limits.memoryMb && stop('Reading it took too much memory.'),
        () => undefined,
      )
    }, WATCH_MS)
    const chunks: Buffer[] = []
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size > MAX_OUTPUT) stop('There is too much text in it.')
      else chunks.push(chunk)
    })
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(deadline)
      clearInterval(watch)
      resolve(ended ?? parse(Buffer.concat(chunks).toString()))
    })
    // A child that ended early does not take the rest.
    child.stdin.on('error', () => undefined)
    child.stdin.end(file.content)
  })
}

/** The child is ours, and so are its words; none at all means that it ran out of memory. */
function parse(output: string): ReadFile {
  try {
    return JSON.parse(output) as ReadFile
  } catch {
    return {
      ok: false,
      reason: 'The file could not be read: it is damaged, or it is made to break programs.',
      remedy: 'Open it, save it again, and upload that.',
    }
  }
}

/** Resident megabytes of a process, where the system tells (Linux); elsewhere time is the only limit. */
async function memoryOf(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  const [, pages = '0'] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
  return (Number(pages) * PAGE_BYTES) / 1_048_576
}
