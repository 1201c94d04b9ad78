import { Avatar } from './avatar.tsx'
import { ChevronDown } from './icons.tsx'
import { words } from './text/words.ts'
import type { View } from './visit.ts'

/** Who the visitor is talking to, said before anything else: the AI, or a person by name. */
export function Header({ view, onClose }: { view: View; onClose: () => void }) {
  const { config, thread } = view
  const person = thread.handler === 'human' ? thread.handlerName : null
  return (
    <header class="head">
      <Avatar name={person} size="large" />
      <div class="who">
        <h1 dir="auto">{config?.title || config?.business || words.chat}</h1>
        <p>
          {config && <span class={`dot ${isHere(view) ? 'here' : ''}`} />}
          <span dir="auto">{stateOf(view)}</span>
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={words.close}
        title={words.close}
        onClick={onClose}
      >
        <ChevronDown />
      </button>
    </header>
  )
}

function isHere({ config, thread }: View): boolean {
  return thread.handler === 'ai' || config?.open === true
}

function stateOf({ config, phase, thread }: View): string {
  if (phase === 'refused') return ''
  if (!config) return words.starting
  const hours = config.open ? '' : config.hoursNote
  if (thread.handler === 'ai') return hours ? `${words.answeredByAiShort} · ${hours}` : words.answeredByAi
  // A person who is there is there, whatever the hours say.
  if (thread.handler === 'human' && thread.handlerName) return words.answeredBy(thread.handlerName)
  if (!config.open) return hours || words.away
  return thread.handler === 'human' ? words.answeredByTeam : words.here
}
