// Where the focus goes when something that lay over the page is gone. The library gives it back to what opened it; this
// is for the cases in which that is no longer there: an item of a menu that closed, a row that was removed.
import { useLayoutEffect } from 'react'

const OVERLAY = '[role="menu"], [role="dialog"], [role="alertdialog"]'

/** What had the focus last in the page itself. An item of an open menu does not count: its button does. */
let lastInPage = inPage(document.activeElement)
document.addEventListener('focusin', (event) => {
  lastInPage = inPage(event.target) ?? lastInPage
})

function inPage(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && target !== document.body && !target.closest(OVERLAY) ? target : null
}

/** Gives the focus back when `open` ends, if nothing else has taken it by then. */
export function useReturnFocus(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return
    const opener = lastInPage
    return () => {
      // After the library had its turn, and after what was removed is gone.
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return
        if (opener?.isConnected) return opener.focus()
        const main = document.querySelector('main')
        main?.setAttribute('tabindex', '-1')
        main?.focus()
      }, 50)
    }
  }, [open])
}
