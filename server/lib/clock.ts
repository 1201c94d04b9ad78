// Time as an argument. Nothing in the product asks the machine for the time by itself, so a test can place
// any moment (the hour the clocks change, one second before closing) and never has to wait for it.

export type Clock = { now(): Date }

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }

export type ManualClock = Clock & {
  /** Moves to a moment, forwards or backwards. */
  set(moment: Date | string): void
  /** Moves forward by milliseconds. */
  advance(milliseconds: number): void
}

/**
 * A clock that stands still until it is told to move. `start` is a Date or an ISO string; anything else that
 * is not a moment throws, because a silent "Invalid Date" would make every comparison in a test false.
 */
export function manualClock(start: Date | string): ManualClock {
  let at = readMoment(start)
  return {
    // A new Date each time: whoever gets one may change it without moving the clock.
    now: () => new Date(at),
    set(moment) {
      at = readMoment(moment)
    },
    advance(milliseconds) {
      at = readMoment(new Date(at + milliseconds))
    },
  }
}

function readMoment(moment: Date | string): number {
  const time = new Date(moment).getTime()
  if (Number.isNaN(time)) throw new RangeError(`${String(moment)} is not a moment in time`)
  return time
}
