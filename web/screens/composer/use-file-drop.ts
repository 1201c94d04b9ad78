import { useEffect, useRef, useState } from 'react'

/** Files dropped anywhere over the thread are for its composer. Says whether some hang over it now. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const zone = document.getElementById('thread')
    if (!zone) return
    // Enter and leave fire for every child on the way: only the balance says whether the pointer left the zone.
    let depth = 0
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent): void => {
      if (!carries(event)) return
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (!carries(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (event: DragEvent): void => {
      if (carries(event)) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      if (!carries(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      latest.current(event.dataTransfer?.files ?? [])
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop }
    for (const [name, listener] of Object.entries(listeners))
      zone.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        zone.removeEventListener(name, listener as EventListener)
    }
  }, [])
  return over
}
