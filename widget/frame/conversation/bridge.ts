// What the loader on the customer's page and the frame from our own origin say to each other. They talk over a
// MessageChannel: the loader hands one end to the frame's exact origin, the frame takes it only from its parent window and
// only from the origin that its address names, and from then on nobody else can hear or speak.

/**
 * The host page's first-party storage holds what must survive a reload, because browsers partition or forget the
 * storage of third-party frames. One item per fact, so that two tabs never overwrite each other's:
 * `token`, `read`, `draft`, `look`, and `out.<clientId>` for every message that is not yet known to be stored.
 */
export type Items = Record<string, string>

export type ToFrame =
  | { kind: 'start'; items: Items }
  /** After `start`, and whenever it changes: whether the panel is open, and the path of the page around it. */
  | { kind: 'host'; open: boolean; page: string }
  /** Another tab changed an item. */
  | { kind: 'item'; name: string; value: string | null }

/** The launcher's colour, side (`left` or `right`) and name, one a line: as it is stored, for the next page. */
export type Look = string

export type ToHost =
  | { kind: 'ready' }
  | { kind: 'keep'; name: string; value: string | null }
  | { kind: 'look'; look: Look }
  | { kind: 'close' }
  /** Handed on to the page. The launcher itself knows `unread`, whose detail is the count. */
  | { kind: 'event'; name: string; detail: unknown }

/** The word that comes with the channel's end. */
export const handshake = 'frontdesk'
