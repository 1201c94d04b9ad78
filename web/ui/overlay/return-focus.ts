// Where the focus goes when something that lay over the page is gone: to what had it before. The library would choose
// the first control inside of that where it is not itself one (a thread, the page), and nothing where it is gone: an
// item of a menu that closed, a row that was removed.
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
      // After what was removed is gone.
      setTimeout(() => {
        const active = document.activeElement
        if (active && active !== document.body && !active.closest('[data-closed]')) return
        if (opener?.isConnected) return opener.focus()
        const main = document.querySelector('main')
        main?.setAttribute('tabindex', '-1')
        main?.focus()
      })
    }
  }, [open])
}
