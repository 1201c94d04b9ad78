// The iframe and the private channel to it.
import { handshake, type ToFrame, type ToHost } from './frame/conversation/bridge.ts'

export type Frame = ReturnType<typeof createFrame>

const expectedWithin = 10_000

/** Loads the frame of one inbox. It is heard only over the channel that its own origin alone gets. */
export function createFrame(origin: string, inbox: string, hear: (message: ToHost) => void) {
  const element = document.createElement('iframe')
  const address = `${origin}/widget/${inbox}/frame#${location.origin}`
  let port: MessagePort
  let answered: boolean | undefined

  element.onload = () => {
    const channel = new MessageChannel()
    answered = false
    port = channel.port1
    port.onmessage = ({ data }: MessageEvent<ToHost>) => {
      answered = true
      hear(data)
    }
    element.contentWindow?.postMessage(handshake, origin, [channel.port2])
  }
  element.src = address

  // The browser's own console says that a frame was refused, but not which of our settings allows it.
  setTimeout(() => {
    if (!answered) console.warn(`Frontdesk: is ${location.origin} an allowed origin?`)
  }, expectedWithin)

  return {
    element,
    say: (message: ToFrame) => answered && port.postMessage(message),
    /** A frame that could not load (offline, say) is loaded anew. */
    revive() {
      if (answered === false) element.src = address
    },
  }
}
