// Prefixed ids that sort by time: 48 bits of milliseconds and 64 random bits in 19 characters of base 62, whose
// alphabet is in ASCII order, so that `collate "C"` sorts them as they were made.
import { randomBytes, randomFillSync } from 'node:crypto'

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
  | 'call'
  | 'tpl'
  | 'mrg'
  | 'pag'
  | 'agt'
  | 'dft'
  | 'stf'
  | 'tsk'
  | 'esc'
  | 'exm'
  | 'qst'
  | 'lrn'
  | 'chk'

function base62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i++) {
    text = ALPHABET[Number(rest % 62n)] + text
    rest /= 62n
  }
  return text
}

// Random bytes cost mostly by the call: they are drawn for many ids at once.
const pool = Buffer.alloc(2_048)
let drawn = pool.length

function randomBits(): bigint {
  if (drawn === pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  drawn += 8
  return pool.readBigUInt64BE(drawn - 8)
}

/** A new id such as `msg_0Fz…`; `at` is the time it sorts by. */
export function newId(prefix: IdPrefix, at: Date = new Date()): string {
  const random = randomBits()
  return `${prefix}_${base62((BigInt(at.getTime()) << 64n) | random, LENGTH)}`
}

/** An id of another kind with the same time and random part: for rows that are made together. */
export function kindredId(prefix: IdPrefix, id: string): string {
  return prefix + id.slice(id.indexOf('_'))
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
