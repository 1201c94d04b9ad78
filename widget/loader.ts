// The one script on the customer's page: `<script async src="https://host/widget.js" data-inbox="KEY"></script>`.
// It runs in a stranger's house: one global, no storage before the visitor writes, nothing thrown into the page, no
// request beyond the frame's, and no byte of the chat itself before somebody wants it.
//
// Calls made before it has loaded are kept by this stub and replayed:
//   window.frontdesk = window.frontdesk || function () { (frontdesk.q = frontdesk.q || []).push(arguments) }
import { emit, off, on } from './events.ts'
import { createWidget, type Settings, type Widget } from './widget.ts'

type Call = [command: string, ...values: never[]]
type Global = { (...call: Call): void; q?: ArrayLike<unknown>[]; version?: string }
type Commands = Record<string, (...values: never[]) => void>

/** A mistake in a call (or an ancient browser) ends here, in the console and not in the page's scripts. */
function guarded(task: () => void) {
  try {
    task()
  } catch (error) {
    console.error('Frontdesk:', error)
  }
}

guarded(() => {
  const script = document.currentScript
  const page = window as { frontdesk?: Global }
  const stub = page.frontdesk
  // Loaded twice: the first one serves.
  if (!(script instanceof HTMLScriptElement) || stub?.version) return
  const { origin } = new URL(script.src)
  const { inbox, accent, position, launcher } = script.dataset
  let widget: Widget | undefined

  const commands: Commands = {
    on,
    off,
    /** Puts the launcher on the page; a second boot does nothing until shutdown. */
    boot(settings: Settings) {
      if (widget) return
      widget = createWidget(origin, settings)
      // Not before the calls that wait behind this one have said what they want to hear.
      queueMicrotask(() => emit('ready'))
    },
    /** Takes the widget away with everything it kept: the next visitor at this computer finds nothing. */
    shutdown() {
      widget?.shutdown()
      widget = undefined
    },
  }
  const api: Global = (name, ...values) =>
    guarded(() => (commands[name] ?? (widget as Commands | undefined)?.[name])?.(...values))

  function start() {
    if (inbox) api('boot', { inbox, accent, position, launcher } as never)
    for (const call of stub?.q ?? []) api(...(Array.from(call) as Call))
  }
  api.version = '1'
  page.frontdesk = api
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start)
  else start()
})
