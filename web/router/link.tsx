import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from './location.ts'

/** A real link that stays in the page. Opening it in a new tab, copying it and so on work as everywhere. */
export function Link({
  href,
  replace,
  onClick,
  children,
  ...rest
}: ComponentProps<'a'> & { href: string; replace?: boolean }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || rest.target) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href, { replace: replace ?? false })
  }
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  )
}
