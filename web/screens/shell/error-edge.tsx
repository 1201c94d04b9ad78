import { Component, type ReactNode } from 'react'
import { Trouble } from '#web/ui/states.tsx'

/**
 * Keeps a screen that broke from taking the app along. Code that could not be loaded ends here too: after an update the
 * old files are gone, and reloading helps.
 */
export class ErrorEdge extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }
  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <main className="flex h-full items-center bg-surface">
        <Trouble error={this.state.error} onRetry={() => window.location.reload()} />
      </main>
    )
  }
}
