// What happens in the widget is told as DOM events: also pages without a line of ours can listen, and a listener that
// throws harms nobody.

const prefix = 'frontdesk:'

/** Dispatches `frontdesk:<name>` on the window. */
export function emit(name: string, detail?: unknown) {
  dispatchEvent(new CustomEvent(prefix + name, { detail }))
}

/** The listener gets a CustomEvent with `detail`. */
export function on(name: string, listener: EventListener) {
  addEventListener(prefix + name, listener)
}

export function off(name: string, listener: EventListener) {
  removeEventListener(prefix + name, listener)
}
