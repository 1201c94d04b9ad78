// Where the focus goes when something that lay over the page is gone. The library gives it back to what opened it; this
// is for the cases in which that is no longer there: an item of a menu that closed, a row that was removed.
import { useEffect, useRef } from 'react'

/** What has the focus now; for an item of an open menu, the button of that menu. */
function focusedNow(): HTMLElement | null {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || active === document.body) return null
  const menu = active.closest('[role="menu"]')
  const trigger = menu?.id
    ? document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(menu.id)}"]`)
    : null
  return trigger ?? active
}

/** Remembers what had the focus when `open` began, and gives it back afterwards if nothing else has taken it. */
export function useReturnFocus(open: boolean): void {
  const opener = useRef<HTMLElement | null>(null)
  const wasOpen = useRef(false)
  // While rendering: effects run after fields that focus themselves.
  if (open && !wasOpen.current) opener.current = focusedNow()
  wasOpen.current = open

  useEffect(() => {
    if (!open) return
    return () => {
      const back = opener.current
      // After the library had its turn, and after what was removed is gone.
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return
        if (back?.isConnected) return back.focus()
        const main = document.querySelector('main')
        main?.setAttribute('tabindex', '-1')
        main?.focus()
      }, 50)
    }
  }, [open])
}
