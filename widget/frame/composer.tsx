import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ArrowUp } from './icons.tsx'
import { whenKeysComeHere } from './keys.ts'
import { words } from './text/words.ts'
import type { View, Visit } from './visit.ts'

// The server's limit; a longer text would be refused.
const longest = 4_000
const warnFrom = 200
const tallest = 144

/** Where the visitor writes. Works before the session is there: what is written then waits in the outbox. */
export function Composer({ visit, view }: { visit: Visit; view: View }) {
  const { draft, open, thread } = view
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const left = longest - text.length
  const asked =
    (thread.pending.at(-1) ?? thread.messages.findLast((one) => one.from === 'visitor'))?.text ===
    words.personRequest

  useEffect(() => {
    if (draft) setText((current) => current || draft)
  }, [draft])
  useEffect(() => {
    // On a touch screen focus would raise the keyboard over the conversation before it was read.
    if (open && !matchMedia('(pointer: coarse)').matches)
      return whenKeysComeHere(() => field.current?.focus())
  }, [open])
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, tallest)}px`
  }, [text, open])

  function change(value: string) {
    setText(value)
    visit.typed(value)
  }
  function send(event?: Event) {
    event?.preventDefault()
    if (!text.trim()) return
    visit.write(text.trim())
    setText('')
    field.current?.focus()
  }
  function pressed(event: KeyboardEvent) {
    // Enter also ends a word in an input method; 229 is what some browsers report meanwhile.
    const composing = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || composing) return
    send(event)
  }

  return (
    <form class="composer" onSubmit={send}>
      {thread.handler === 'ai' && !asked && (
        <button type="button" class="ask" onClick={() => visit.write(words.personRequest)}>
          {words.askForPerson}
        </button>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          maxLength={longest}
          aria-label={words.write}
          aria-describedby={left <= warnFrom ? 'left' : undefined}
          placeholder={words.write}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={pressed}
          enterkeyhint="send"
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={!text.trim()}>
          <ArrowUp />
        </button>
      </div>
      {left <= warnFrom && (
        <p class="left" id="left">
          {words.charactersLeft(left)}
        </p>
      )}
    </form>
  )
}
