// Processes of our own beside the bench: started, asked, and ended by their id.
import { type ChildProcess, fork } from 'node:child_process'

const ROOT = new URL('../', import.meta.url).pathname

export type Child<Ask, Answer> = {
  pid: number
  /** One question at a time; the answer is the child's next message. */
  ask(question: Ask): Promise<Answer>
  stop(): Promise<void>
}

/** Starts a file of bench/ in a process of its own. It answers each message with one message. */
export function startChild<Ask extends object, Answer>(file: string): Child<Ask, Answer> {
  const child = fork(`${ROOT}bench/${file}`, [], { execArgv: [], serialization: 'advanced' })
  return {
    pid: child.pid ?? 0,
    ask: (question) =>
      new Promise((resolve, reject) => {
        const done = () => {
          child.off('message', heard)
          child.off('exit', ended)
        }
        const heard = (answer: unknown) => {
          done()
          resolve(answer as Answer)
        }
        const ended = (code: number | null) => {
          done()
          reject(new Error(`${file} ended with ${code}`))
        }
        child.once('message', heard)
        child.once('exit', ended)
        child.send(question)
      }),
    stop: () => endProcess(child),
  }
}

/** Answers each message of the parent; the other side of startChild. Ends when the parent is gone. */
export function answerParent<Ask, Answer>(answer: (question: Ask) => Promise<Answer> | Answer): void {
  process.on('message', (question) => {
    void (async () => process.send?.((await answer(question as Ask)) ?? {}))().catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
  process.on('disconnect', () => process.exit(0))
}

const GRACE_MS = 25_000

/** Asks a process to end and waits until it has; takes it down where it does not listen. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
  await ended
  clearTimeout(timer)
}
