// Something to wait for that may have happened before.
export type Bell = {
  ring(): void
  silence(): void
  /** Resolves at once where it has rung; says whether it rang or the time was over. */
  wait(milliseconds: number): Promise<'rung' | 'over'>
}

/** A ring is kept until it is heard. */
export function makeBell(): Bell {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring() {
      rung = true
      wake?.()
    },
    silence() {
      rung = false
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const end = (how: 'rung' | 'over'): void => {
          clearTimeout(timer)
          wake = null
          rung = false
          resolve(how)
        }
        const timer = setTimeout(() => end('over'), milliseconds)
        wake = () => end('rung')
        if (rung) end('rung')
      }),
  }
}
