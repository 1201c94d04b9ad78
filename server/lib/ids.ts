// Prefixed ids that sort by time: 48 bits of milliseconds and 64 random bits in 19 characters of base 62, whose
// alphabet is in ASCII order, so that `collate "C"` sorts them as they were made.
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const LENGTH = 19

export type IdPrefix =
  | 'ws'
  | 'mem'
  | 'ibx'
  | 'con'
  | 'adr'
  | 'conv'
  | 'msg'
  | 'turn'
  | 'svc'
  | 'kb'
  | 'psg'
  | 'apt'
  | 'note'
  | 'qua'
  | 'file'
  | 'tok'
  | 'cns'
  | 'sim'

function base62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i++) {
    text = ALPHABET[Number(rest % 62n)] + text
    rest /= 62n
  }
  return text
}

/** A new id such as `msg_0Fz…`; `at` is the time it sorts by. */
export function newId(prefix: IdPrefix, at: Date = new Date()): string {
  const random = randomBytes(8).readBigUInt64BE()
  return `${prefix}_${base62((BigInt(at.getTime()) << 64n) | random, LENGTH)}`
}

/** A workspace's id is short, because it leads every key: 10 random characters (59 bits). */
export function newWorkspaceId(): string {
  return `ws_${randomText(10)}`
}

/** `length` characters of base 62, without bias. For keys and tokens: 43 characters are 256 bits. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length)
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62]
    }
  return text
}

/** Source of ids, so that tests can fix them. */
export type Ids = { next(prefix: IdPrefix, at?: Date): string }
export const randomIds: Ids = { next: newId }
