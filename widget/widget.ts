// The launcher and the panel on the host page, in a closed shadow root. The element hangs beside <body>, not in it, so that
// frameworks which swap the body keep the chat. The panel is a <dialog>: on a small screen, where it covers the
// page, the browser makes the page behind inert and lets Android's back gesture close it.
import { draw } from './draw.ts'
import { emit } from './events.ts'
import type { Look, ToHost } from './frame/conversation/bridge.ts'
import { createFrame, type Frame } from './frame-host.ts'
import { createKept } from './kept.ts'
import css from './widget.css?inline'

export type Settings = {
  inbox: string
  /** `#rrggbb`, until the server has been heard. */
  accent?: string
  position?: string
  /** `none`: the page opens the chat with a button of its own. */
  launcher?: string
}
export type Widget = ReturnType<typeof createWidget>

/** Puts the widget on the page, closed. The frame comes with the first sign of interest, or if there is a conversation. */
export function createWidget(origin: string, { inbox, accent, position, launcher }: Settings) {
  const prefix = `frontdesk:${inbox}:`
  const kept = createKept(prefix)
  const [root, host, side, button, badge, status, panel] = draw()
  const small = matchMedia('(max-width:480px),(max-height:480px)')
  const sheet = new CSSStyleSheet()
  const gone = new AbortController()
  let frame: Frame | undefined
  let title: string
  let unread = 0
  let before: Element | null
  let inside = false

  function rename() {
    const news = unread ? `${title}, ${unread} unread` : ''
    button.ariaLabel = news || title
    button.ariaExpanded = `${panel.open}`
    panel.ariaLabel = title
    if (frame) frame.element.title = title
    badge.textContent = unread > 9 ? '9+' : `${unread || ''}`
    // The thread announces itself while it is shown.
    status.textContent = panel.open ? '' : news
  }

  function wear(look: Look) {
    const [fill = '', where = '', name = ''] = look.split('\n')
    side.style.setProperty('--fill', fill)
    side.style.setProperty('--ink', inkOn(fill))
    side.className = position ?? where
    title = name
    rename()
  }

  function warm() {
    if (frame) return
    frame = createFrame(origin, inbox, hear)
    panel.append(frame.element)
    rename()
  }

  function hear(message: ToHost) {
    if (message.kind === 'ready') {
      panel.className = 'ready'
      frame?.say({ kind: 'start', items: kept.all() })
      report()
      enter()
    } else if (message.kind === 'keep') kept.set(message.name, message.value)
    else if (message.kind === 'look') wear(message.look)
    else if (message.kind === 'close') close()
    else {
      if (message.name === 'unread') {
        unread = message.detail as number
        rename()
      }
      emit(message.name, message.detail)
    }
  }

  /** Whether the visitor looks, and from which page: without its query, where sites keep what is nobody's business. */
  function report() {
    frame?.say({ kind: 'host', open: panel.open, page: location.pathname })
  }

  function end() {
    close()
    frame?.element.remove()
    frame = undefined
    panel.className = ''
    unread = 0
    rename()
  }

  function reveal() {
    if (small.matches) panel.showModal()
    else panel.show()
    fit()
    enter()
  }

  /**
   * A frame that is still loading would lose the focus again, and with it what is typed. One that has it already (a dialog
   * gives it by itself) is left alone: giving it twice takes it away for a moment.
   */
  function enter() {
    if (panel.open && panel.className && !isInFrame()) frame?.element.focus()
  }

  function isInFrame() {
    return frame && root.activeElement === frame.element
  }

  /** Above the on-screen keyboard, which on phones covers fixed elements. A pinch zoom is left alone. */
  function fit() {
    const view = visualViewport
    const covers = small.matches && view && view.scale < 1.1
    panel.style.top = covers ? `${view.offsetTop}px` : ''
    panel.style.height = covers ? `${view.height}px` : ''
  }

  function open() {
    if (panel.open) return
    before = root.activeElement ?? document.activeElement
    warm()
    frame?.revive()
    reveal()
    rename()
    report()
    emit('open')
  }

  function close() {
    // By the time that the dialog tells of it, a hidden frame may have lost the focus to nobody.
    inside = !!isInFrame()
    panel.close()
  }

  function toggle() {
    if (panel.open) close()
    else open()
  }

  function show() {
    button.hidden = false
  }

  function hide() {
    button.hidden = true
  }

  function listen(target: EventTarget | null, name: string, listener: (event: never) => void) {
    target?.addEventListener(name, listener as EventListener, gone)
  }

  listen(button, 'click', toggle)
  listen(button, 'pointerenter', warm)
  listen(button, 'focus', warm)
  listen(side, 'keydown', ({ key }: KeyboardEvent) => key === 'Escape' && close())
  listen(panel, 'close', () => {
    // Closed only to be shown in the other way?
    if (panel.open) return
    rename()
    report()
    // A dialog does this itself, but not when the focus is inside a frame.
    if (inside) {
      ;(before as HTMLElement | null)?.focus()
      // Not every browser focuses a button that was clicked.
      if (isInFrame() || document.activeElement === document.body) button.focus()
      inside = false
    }
    emit('close')
  })
  listen(small, 'change', () => {
    if (!panel.open) return
    close()
    reveal()
  })
  listen(visualViewport, 'resize', fit)
  listen(visualViewport, 'scroll', fit)
  // Focus may have gone into the frame, on another page of the site than last time.
  listen(window, 'blur', report)
  listen(window, 'storage', ({ key, newValue: value }: StorageEvent) => {
    // No key: another tab cleared everything.
    const name = key ? key.startsWith(prefix) && key.slice(prefix.length) : 'token'
    if (name === 'token' && !value) end()
    else if (name === 'token') warm()
    if (name) frame?.say({ kind: 'item', name, value })
  })

  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const { look, token } = kept.all()
  wear(look ?? `${accent ?? '#1f5eff'}\n\nChat with us`)
  if (launcher === 'none') hide()
  document.documentElement.append(host)
  if (token) setTimeout(warm)

  return {
    open,
    close,
    toggle,
    show,
    hide,
    /** Leaves nothing behind: neither on the page nor in its storage. */
    shutdown() {
      end()
      gone.abort()
      kept.clear()
      host.remove()
    },
  }
}

/** Black or white, whichever icon has at least 3:1 on a `#rrggbb` ground: tried with all colours, one of them does. */
function inkOn(accent: string): string {
  const rgb = Number(`0x${accent.slice(1)}`)
  return (rgb >> 16) * 2 + ((rgb >> 8) & 255) * 5 + (rgb & 255) > 850 ? '#111' : '#fff'
}
