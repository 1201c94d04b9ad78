// How well we hear the server. The banner waits a little: a blink of the network is nobody's business.
import { listenable } from '#web/store/listenable.ts'

export type Connection = {
  /** `live`: the socket is open. `polling`: it is not, but asking works. `lost`: neither. */
  state: 'connecting' | 'live' | 'polling' | 'lost'
}

export const connection = listenable<Connection['state']>('connecting')

/** After this long without a way to the server the person is told. */
export const LOST_AFTER_MS = 3_000
