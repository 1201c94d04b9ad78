import { useEffect } from 'preact/hooks'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { Log } from './log.tsx'
import { directionOf } from './text/calendar.ts'
import { paletteFor } from './text/colour.ts'
import { words } from './text/words.ts'
import type { View, Visit } from './visit.ts'

/** The whole panel for one view of the visit. */
export function App({ visit, view }: { visit: Visit; view: View }) {
  const { config, phase } = view
  useEffect(() => {
    if (!config) return
    const root = document.documentElement
    root.lang = config.locale
    root.dir = directionOf(config.locale)
    document.title = config.title
    // Through the CSSOM, which the content security policy allows where it forbids style attributes.
    for (const scheme of ['light', 'dark'] as const) {
      for (const [name, value] of Object.entries(paletteFor(config.accent, scheme))) {
        root.style.setProperty(`--${scheme}-${name}`, value)
      }
    }
  }, [config])

  return (
    <>
      <Header view={view} onClose={visit.leave} />
      <main>
        <Notice view={view} />
        {phase === 'refused' ? <p class="refused">{words.refused}</p> : <Log visit={visit} view={view} />}
        {phase !== 'refused' && <Composer visit={visit} view={view} />}
      </main>
    </>
  )
}

/** Always in the page, so that screen readers hear when it gets its text. */
function Notice({ view }: { view: View }) {
  const { connection } = view
  return (
    <p class="notice" role="status">
      {connection !== 'fine' && <span class={connection}>{words[connection]}</span>}
    </p>
  )
}
