// One run of a kind at a time within this process. Two processes may still run the same: what they do is guarded.

export type SingleFlight = (key: string, work: () => Promise<void>) => Promise<void>

/**
 * Makes a runner that has at most one run a key under way. Asked again meanwhile, it answers at once and runs once more
 * after the run, so that nothing which came in between is overlooked. A run that throws passes its error on, to the one
 * who began it; what had come in between is then the retry's.
 */
export function createSingleFlight(): SingleFlight {
  const askedAgain = new Map<string, boolean>()
  return async (key, work) => {
    if (askedAgain.has(key)) {
      askedAgain.set(key, true)
      return
    }
    try {
      do {
        askedAgain.set(key, false)
        await work()
      } while (askedAgain.get(key))
    } finally {
      askedAgain.delete(key)
    }
  }
}
