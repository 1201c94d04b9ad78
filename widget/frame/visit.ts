// One visitor at the front desk: the session, the live line, the outbox and the host page's storage, tied together behind
// one value that the screen shows and a few things that the visitor can do. No DOM here beyond timers and online state.
import type { WidgetConfig, WidgetSession, WidgetStreamMessage } from '#wire/widget.ts'
import type { Items, Look, ToFrame, ToHost } from './conversation/bridge.ts'
import { openSession, sendMessage, streamAddress } from './conversation/doors.ts'
import { createLine } from './conversation/line.ts'
import { createOutbox } from './conversation/outbox.ts'
import {
  apply,
  emptyThread,
  isIncoming,
  lastSeq,
  nextToSend,
  type Thread,
  type ThreadEvent,
  unread,
} from './conversation/thread.ts'
import { createTypingNotice } from './conversation/typing-notice.ts'
import { itemName, itemValue, readWritten, writeDown } from './conversation/written.ts'
import { paletteFor } from './text/colour.ts'

export type View = {
  phase: 'waiting' | 'starting' | 'ready' | 'refused'
  config: WidgetConfig | null
  thread: Thread
  /** `trouble`: neither the live line nor a plain request comes through. */
  connection: 'fine' | 'trouble' | 'offline'
  open: boolean
  /** Text of an earlier visit that was never sent. */
  draft: string
}

type VisitOptions = {
  hostOrigin: string
  tell: (message: ToHost) => void
  changed: () => void
}
export type Visit = ReturnType<typeof createVisit>

const typingShownFor = 6_000
// A message that was accepted comes back over the line within milliseconds; if not, the line is dead.
const echoWithin = 4_000

/** A visit that begins when the host's loader says `start`. `tell` reaches the loader, `changed` the screen. */
export function createVisit({ hostOrigin, tell, changed }: VisitOptions) {
  let view: View = {
    phase: 'waiting',
    config: null,
    thread: emptyThread,
    connection: navigator.onLine ? 'fine' : 'offline',
    open: false,
    draft: '',
  }
  let items: Items = {}
  let page = ''
  let token: string | undefined
  let visitor = ''
  let shownUnread = 0
  let attempt = 0
  let generation = 0
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let startTimer: ReturnType<typeof setTimeout> | undefined

  const line = createLine({
    dial: () => new WebSocket(streamAddress(token ?? '', lastSeq(view.thread))),
    hear,
    lost: (failures) => {
      // One loss is a hiccup. From the second on plain requests carry what the line does not.
      if (failures > 1) void catchUp()
    },
    urgent: () => view.open && document.visibilityState === 'visible',
  })
  const pump = createOutbox({
    next: () => nextToSend(view.thread),
    post: async ({ clientId, text }) => {
      const answer = await sendMessage(token ?? '', { clientId, text, page })
      if (answer.kind === 'signed-out') void begin(undefined)
      return answer
    },
    apply: happened,
    ready: () => navigator.onLine && token !== undefined,
  })
  const typing = createTypingNotice((preview) => line.say({ kind: 'typing', preview }))

  function update(part: Partial<View>) {
    view = { ...view, ...part }
    const count = unread(view.thread)
    if (count !== shownUnread) {
      shownUnread = count
      tell({ kind: 'event', name: 'unread', detail: count })
    }
    changed()
  }

  function happened(event: ThreadEvent) {
    const before = view.thread
    update({ thread: apply(before, event) })
    const gone = before.pending.filter(({ clientId }) => !find(clientId))
    if (event.kind === 'accepted') {
      keep(itemName(event.clientId), null)
      tell({ kind: 'event', name: 'message:sent', detail: { clientId: event.clientId } })
      setTimeout(() => find(event.clientId)?.state === 'sent' && line.redial(), echoWithin)
    }
    for (const { clientId } of gone) keep(itemName(clientId), null)
  }

  function find(clientId: string) {
    return view.thread.pending.find((one) => one.clientId === clientId)
  }

  function keep(name: string, value: string | null) {
    tell({ kind: 'keep', name, value })
  }

  // Nothing about a visitor is stored before there is a conversation: looking into the panel leaves no trace.
  function keepVisitor() {
    const { config, thread } = view
    const talked = thread.messages.length > 0 || thread.pending.length > 0
    if (!token || !config) return
    if (talked) {
      keepItem('token', token)
      keepItem('look', lookOf(config))
    } else if (items.token && items.token !== token) keepItem('token', null)
  }

  function keepItem(name: string, value: string | null) {
    if ((items[name] ?? null) !== value) keep(name, value)
    items = { ...items, [name]: value ?? '' }
  }

  /** Opens the session, however long it takes, and takes up what an earlier visit left behind. */
  async function begin(known: string | undefined) {
    clearTimeout(startTimer)
    token = undefined
    line.close()
    generation += 1
    const mine = generation
    if (view.phase !== 'ready') update({ phase: 'starting' })
    const answer = await openSession(known)
    if (mine !== generation) return
    if (answer.kind === 'ok') {
      attempt = 0
      enter(answer.value)
    } else if (answer.kind === 'signed-out' && known) {
      await begin(undefined)
    } else if (answer.kind === 'refused') {
      update({ phase: 'refused' })
    } else {
      attempt += 1
      if (navigator.onLine && attempt > 1) update({ connection: 'trouble' })
      startTimer = setTimeout(() => begin(known), Math.min(15_000, 1_000 * 2 ** (attempt - 1)))
    }
  }

  function enter(session: WidgetSession) {
    const { config } = session
    token = session.token
    if (visitor !== session.visitor) {
      // The old token was no good any more. Another visitor's seq would make the stream begin at the wrong place.
      line.close()
      update({ thread: { ...emptyThread, pending: view.thread.pending } })
      visitor = session.visitor
    }
    happened({ kind: 'session', session })
    noteRead(items.read)
    update({ phase: 'ready', config, connection: 'fine' })
    tell({ kind: 'look', look: lookOf(config) })
    keepVisitor()
    stayInTouch()
    void pump()
  }

  // Whoever only has the panel closed and never wrote has nothing to hear; they cost no connection.
  function stayInTouch() {
    const talked = view.thread.messages.length > 0 || view.thread.pending.length > 0
    if (token && (view.open || talked)) line.open()
  }

  /** Asks over plain HTTP what was missed. */
  async function catchUp() {
    if (!token || !navigator.onLine) return
    const asked = token
    const answer = await openSession(asked)
    if (token !== asked) return
    if (answer.kind === 'ok') enter(answer.value)
    else if (answer.kind === 'signed-out') await begin(undefined)
    else if (navigator.onLine) update({ connection: 'trouble' })
  }

  function hear(message: WidgetStreamMessage) {
    switch (message.kind) {
      case 'hello':
        update({ connection: 'fine' })
        if (view.thread.readSeq > 0) line.say({ kind: 'read', seq: view.thread.readSeq })
        void pump()
        break
      case 'messages': {
        const news = message.items.filter((one) => isIncoming(one) && one.seq > lastSeq(view.thread))
        happened(message)
        keepVisitor()
        for (const { id, from } of news) {
          tell({ kind: 'event', name: 'message:received', detail: { id, from } })
        }
        break
      }
      case 'typing':
        happened(message)
        clearTimeout(typingTimer)
        typingTimer = setTimeout(() => happened({ kind: 'typing-ended' }), typingShownFor)
        break
      case 'handler':
        happened(message)
    }
  }

  function restore() {
    for (const written of readWritten(items)) happened({ kind: 'queued', ...written })
    update({ draft: items.draft ?? '' })
  }

  /** `read` names its visitor: after a new beginning an old mark must not hide new messages. */
  function noteRead(item: string | null | undefined) {
    const [whose, seq] = item?.split(' ') ?? []
    if (whose === visitor) happened({ kind: 'read', seq: Number(seq) || 0 })
  }

  return {
    view: () => view,

    /** What the loader on the host page says. */
    hostSaid(message: ToFrame) {
      switch (message.kind) {
        case 'start':
          items = message.items
          restore()
          if (items.token) void begin(items.token)
          break
        case 'host':
          page = (hostOrigin + message.page).slice(0, 500)
          if (message.open && !view.open) line.hurry()
          if (message.open !== view.open) update({ open: message.open })
          if (message.open && view.phase === 'waiting') void begin(items.token)
          else stayInTouch()
          break
        case 'item':
          if (message.name === 'read') noteRead(message.value)
          // The visitor began to talk in another tab: this one joins that conversation.
          if (message.name === 'token' && message.value && message.value !== token) {
            items = { ...items, token: message.value }
            void begin(message.value)
          }
      }
    },

    /** No network, or the page is about to be frozen: an open line would keep it from being restored quickly. */
    rest: () => {
      line.close()
      if (!navigator.onLine) update({ connection: 'offline' })
    },

    /** The network is back, or the page after a sleep in which a line may have died unnoticed. */
    wake: () => {
      if (!navigator.onLine) return
      update({ connection: 'fine' })
      line.close()
      if (token) {
        stayInTouch()
        void pump()
      } else if (view.phase === 'starting') void begin(items.token)
    },

    write(text: string) {
      const written = writeDown(text, new Date())
      // First into storage, then out: in this order nothing that was sent can be lost.
      keep(itemName(written.clientId), itemValue(written))
      happened({ kind: 'queued', ...written })
      keepVisitor()
      keep('draft', null)
      typing.stop()
      stayInTouch()
      void pump()
    },

    typed(text: string) {
      keep('draft', text || null)
      typing.typed(text)
    },

    retry: (clientId: string) => {
      happened({ kind: 'retry', clientId })
      void pump()
    },

    discard: (clientId: string) => happened({ kind: 'dropped', clientId }),

    /** The newest message is on the visitor's screen. */
    seen() {
      const seq = lastSeq(view.thread)
      if (seq <= view.thread.readSeq) return
      happened({ kind: 'read', seq })
      keep('read', `${visitor} ${seq}`)
      line.say({ kind: 'read', seq })
    },

    leave: () => tell({ kind: 'close' }),
  }
}

/** The launcher wears the same readable shade as the panel. */
function lookOf({ accent, position, title }: WidgetConfig): Look {
  return [paletteFor(accent, 'light').fill, position, title].join('\n')
}
