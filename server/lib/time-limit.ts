// A ceiling for work whose time a stranger's input decides: regular expressions that backtrack, HTML that nests
// for ever. Such work is synchronous, so a timer could not stop it; V8's own watchdog can.
import vm from 'node:vm'

const context = vm.createContext({ work: undefined })
const call = new vm.Script('work()')

export type Limited<T> = { finished: true; value: T } | { finished: false }

/**
 * Runs `work` and stops it after `milliseconds`. It must be pure: being stopped, it leaves half-written whatever it
 * was writing to. What it throws is thrown here.
 */
export function runWithin<T>(milliseconds: number, work: () => T): Limited<T> {
  let value: T | undefined
  let done = false
  const outer: unknown = context['work']
  context['work'] = () => {
    value = work()
    done = true
  }
  try {
    call.runInContext(context, { timeout: milliseconds })
  } catch (error) {
    if (!isTimeout(error)) throw error
  } finally {
    context['work'] = outer
  }
  return done ? { finished: true, value: value as T } : { finished: false }
}

function isTimeout(error: unknown): boolean {
  // Not `instanceof Error`: the watchdog's error is made in the realm of its own context.
  return (
    typeof error === 'object' &&
    error !== null &&
    Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  )
}
