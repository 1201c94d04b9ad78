// Tells the desk what is being typed, at most once a second, always ending on the latest text.

const every = 1_000
const longest = 500

/** `typed` on every change of the text; `stop` when it was sent or cleared. */
export function createTypingNotice(say: (preview: string) => void) {
  let latest = ''
  let said = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  function tick() {
    timer = undefined
    if (latest === said) return
    said = latest
    say(latest)
    timer = setTimeout(tick, every)
  }

  return {
    typed(text: string) {
      latest = text.slice(0, longest)
      if (!timer) tick()
    },
    stop() {
      // At once, outside the pace: a preview of a text must not come after the text itself.
      clearTimeout(timer)
      timer = undefined
      latest = ''
      if (said) say('')
      said = ''
    },
  }
}
