import { useEffect } from 'react'
import { readUpTo } from '#web/store/thread.ts'

/** A glance in passing (`j`, `j`, `j`) is not reading: the end must stay in sight this long, in a visible tab. */
const SEEN_MS = 700

/** Tells the server that the member has read up to `seq` (null: the end is not in sight). */
export function useReadMark({
  id,
  seq,
  readSeq,
}: {
  id: string
  seq: number | null
  readSeq: number | null
}): void {
  useEffect(() => {
    if (seq === null || readSeq === null || seq <= readSeq) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const arm = (): void => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') timer = setTimeout(() => readUpTo(id, seq), SEEN_MS)
    }
    arm()
    document.addEventListener('visibilitychange', arm)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', arm)
    }
  }, [id, seq, readSeq])
}
