import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/**
 * A part that its screen can do without, loaded when it is first shown. Where it cannot be loaded (the server is gone for
 * a moment) the screen goes on without it, until the page is loaded again.
 */
export function extra<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => load().catch(() => ({ default: (): null => null })))
}
