// The chat panel: an ordinary page of ours that the loader shows in a frame on the customer's site.
import { render } from 'preact'
import { App } from './app.tsx'
import { handshake, type ToFrame, type ToHost } from './conversation/bridge.ts'
import { createVisit } from './visit.ts'
import './style/base.css'
import './style/header.css'
import './style/log.css'
import './style/composer.css'

// After this long in the background a line may have been cut without a word.
const longSleep = 30_000

let host: MessagePort | undefined
const root = document.getElementById('root') ?? document.body
const hostOrigin = location.hash.slice(1)
const visit = createVisit({
  hostOrigin,
  tell: (message: ToHost) => host?.postMessage(message),
  changed: show,
})

let due = false

// Once for all that changed, and never from inside a render: an effect of the screen may itself change the visit.
function show() {
  if (due) return
  due = true
  queueMicrotask(() => {
    due = false
    render(<App visit={visit} view={visit.view()} />, root)
  })
}

addEventListener('message', (event) => {
  const [port] = event.ports
  const mine = event.source === parent && event.origin === hostOrigin && event.data === handshake
  if (!mine || !port || host) return
  host = port
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => visit.hostSaid(data)
  port.postMessage({ kind: 'ready' } satisfies ToHost)
})

addEventListener('online', visit.wake)
addEventListener('offline', visit.rest)
addEventListener('pagehide', visit.rest)
addEventListener('pageshow', (event) => event.persisted && visit.wake())

let hiddenSince = 0
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') hiddenSince = Date.now()
  else if (hiddenSince && Date.now() - hiddenSince > longSleep) visit.wake()
  show()
})

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) visit.leave()
})

show()
