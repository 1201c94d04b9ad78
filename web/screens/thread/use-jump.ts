// Opens the thread at a message (a search hit, a link): reads around it if need be, brings it into view, marks it for a
// moment.
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import { explainBriefly } from '#web/store/explain.ts'
import { showMessage } from '#web/store/thread.ts'
import { toast } from '#web/ui/toast.ts'
import { rowOfSeq, type ThreadRow } from './thread-rows.ts'

const FLASH_MS = 2_200

type Jump = {
  id: string
  at: number | null
  rows: ThreadRow[]
  virtual: Virtualizer<HTMLDivElement, Element>
  lastSeq: number | null
}

/** The place of the message to point at now (or null), and whether there is no jump left to make. */
export function useJump({ id, at, rows, virtual, lastSeq }: Jump): {
  flash: number | null
  settled: boolean
} {
  const [done, setDone] = useState<number | null>(null)
  const [flash, setFlash] = useState<number | null>(null)
  const index = at === null ? -1 : rowOfSeq(rows, at)

  useEffect(() => {
    if (at === null || at === done || rows.length === 0 || lastSeq === null) return
    if (index === -1) {
      showMessage(id, at, lastSeq).catch((error: unknown) => toast.fail(explainBriefly(error)))
      return
    }
    setDone(at)
    setFlash(at)
    virtual.scrollToIndex(index, { align: 'center' })
  }, [at, done, index, rows.length, lastSeq, id, virtual])

  useEffect(() => {
    if (flash === null) return
    const timer = setTimeout(() => setFlash(null), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flash])
  return { flash, settled: at === null || at === done }
}
