import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WidgetStreamMessage } from '#wire/widget.ts'
import { createLine, type Socket } from './line.ts'

type Fake = Socket & { said: string[]; hears: (message: WidgetStreamMessage) => void; drops: () => void }

let dialled: Fake[] = []
let heard: WidgetStreamMessage[] = []
let lost: number[] = []

function dial(): Socket {
  const said: string[] = []
  const fake: Fake = {
    said,
    readyState: 1,
    onmessage: null,
    onclose: null,
    send: (data) => void said.push(data),
    close: () => {},
    hears: (message) => fake.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) })),
    drops: () => fake.onclose?.(new CloseEvent('close')),
  }
  dialled.push(fake)
  return fake
}

function line(urgent = true) {
  return createLine({
    dial,
    hear: (message) => heard.push(message),
    lost: (failures) => lost.push(failures),
    urgent: () => urgent,
    random: () => 1,
  })
}

const hello: WidgetStreamMessage = { kind: 'hello', lastSeq: 0 }
const newest = () => dialled.at(-1) as Fake

beforeEach(() => {
  vi.useFakeTimers()
  dialled = []
  heard = []
  lost = []
})
afterEach(() => void vi.useRealTimers())

test('it dials when opened, once, and hears what comes', () => {
  const one = line()
  expect(dialled).toHaveLength(0)
  one.open()
  one.open()
  newest().hears(hello)
  expect(dialled).toHaveLength(1)
  expect(heard).toEqual([hello])
})

test('it says nothing before hello, and nothing when closed', () => {
  const one = line()
  expect(one.say({ kind: 'read', seq: 1 })).toBe(false)
  one.open()
  expect(one.say({ kind: 'read', seq: 1 })).toBe(false)
  newest().hears(hello)
  expect(one.say({ kind: 'read', seq: 1 })).toBe(true)
  expect(newest().said).toEqual(['{"kind":"read","seq":1}'])
  one.close()
  expect(one.say({ kind: 'read', seq: 2 })).toBe(false)
})

test('a lost line comes back, later each time, and at most every five seconds while somebody looks', () => {
  line().open()
  for (const wait of [1_000, 2_000, 4_000, 5_000, 5_000]) {
    const before = dialled.length
    newest().drops()
    vi.advanceTimersByTime(wait - 1)
    expect(dialled).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(dialled).toHaveLength(before + 1)
  }
  expect(lost).toEqual([1, 2, 3, 4, 5])
})

test('nobody looking, it waits up to a minute', () => {
  line(false).open()
  for (let times = 0; times < 10; times++) {
    newest().drops()
    vi.advanceTimersByTime(60_000)
  }
  newest().drops()
  const before = dialled.length
  vi.advanceTimersByTime(59_999)
  expect(dialled).toHaveLength(before)
})

test('a line that held for a while starts counting anew; one that breaks at once does not', () => {
  line().open()
  newest().hears(hello)
  newest().drops()
  vi.advanceTimersByTime(1_000)
  newest().hears(hello)
  newest().drops()
  expect(lost).toEqual([1, 2])
  vi.advanceTimersByTime(2_000)
  newest().hears(hello)
  vi.advanceTimersByTime(10_000)
  newest().drops()
  expect(lost).toEqual([1, 2, 1])
})

test('no hello within ten seconds is a failure', () => {
  line().open()
  vi.advanceTimersByTime(10_000)
  expect(lost).toEqual([1])
})

test('a server that answers pings is hung up on when it stops; one that never did is not', () => {
  line().open()
  newest().hears(hello)
  vi.advanceTimersByTime(120_000)
  expect(dialled).toHaveLength(1)
  expect(newest().said.at(-1)).toBe('{"kind":"ping"}')
  newest().hears(hello)
  vi.advanceTimersByTime(25_000)
  expect(lost).toEqual([])
  vi.advanceTimersByTime(10_000)
  expect(lost).toEqual([1])
})

test('closed stays closed, and a late word of an old socket is not heard', () => {
  const one = line()
  one.open()
  const old = newest()
  one.redial()
  old.hears({ kind: 'hello', lastSeq: 9 })
  old.drops()
  expect(heard).toEqual([])
  expect(lost).toEqual([])
  expect(dialled).toHaveLength(2)
  one.close()
  vi.advanceTimersByTime(100_000)
  expect(dialled).toHaveLength(2)
})

test('somebody who begins to look does not wait out the pause, but who only makes sure does', () => {
  const one = line(false)
  one.open()
  for (let times = 0; times < 6; times++) {
    newest().drops()
    vi.advanceTimersByTime(60_000)
  }
  newest().drops()
  const before = dialled.length
  one.open()
  expect(dialled).toHaveLength(before)
  one.hurry()
  expect(dialled).toHaveLength(before + 1)
  one.close()
  one.hurry()
  expect(dialled).toHaveLength(before + 1)
})
