// The one polite voice of the app. Virtual lists recycle nodes, so announcing from the thread itself would repeat old
// messages; this region only ever says what is new.
import { listenable, useListenable } from '#web/store/listenable.ts'

const words = listenable('')
let flip = false

/** Says a sentence to screen readers, once the reader is free. */
export function announce(text: string): void {
  // The same sentence twice would be no change and stay unsaid.
  flip = !flip
  words.set(flip ? text : `${text}\u00a0`)
}

export function Announcer() {
  return (
    <div aria-live="polite" className="sr-only">
      {useListenable(words)}
    </div>
  )
}
