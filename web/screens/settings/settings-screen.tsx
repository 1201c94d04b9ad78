// Settings: a menu and one part at a time. On a phone first the menu, then the part.
import { ArrowLeft, ChevronRight } from 'lucide-react'
import { Suspense } from 'react'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import { NotFound } from '#web/screens/shell/not-found.tsx'
import { useWorkspace } from '#web/store/session.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { findSection, groups } from './sections.ts'

export default function SettingsScreen({ section }: { section: string | null }) {
  const { hasSample } = useWorkspace()
  // On wide screens the menu alone would leave the rest blank.
  const chosen = findSection(section ?? 'profile')
  return (
    <main className="flex h-full bg-canvas">
      <h1 className="sr-only">Settings</h1>
      <nav
        aria-label="Settings"
        className={cx(
          'scroll-quiet w-full shrink-0 overflow-y-auto border-line px-3 py-4 pane:w-62 pane:border-e',
          section && 'hidden pane:block',
        )}
      >
        <p aria-hidden="true" className="px-2.5 pb-3 text-md font-semibold">
          Settings
        </p>
        {groups.map((group) => (
          <div key={group.title} className="mb-4">
            <h2 className="px-2.5 pb-1 text-xs font-semibold text-ink-3">{group.title}</h2>
            <ul>
              {group.sections
                .filter((each) => each.id !== 'sample' || hasSample || section === 'sample')
                .map(({ id, title, Icon }) => {
                  const current = chosen?.id === id
                  return (
                    <li key={id}>
                      <Link
                        href={settingsPath(id)}
                        aria-current={current && section ? 'page' : undefined}
                        className={cx(
                          'focus-inset flex h-10 items-center gap-2.5 rounded-md px-2.5 pane:h-8.5',
                          current
                            ? 'pane:bg-selected pane:font-semibold pane:text-accent-ink'
                            : 'text-ink-2 hover:bg-hover hover:text-ink',
                        )}
                      >
                        <Icon size={17} aria-hidden="true" />
                        <span className="flex-1">{title}</span>
                        <ChevronRight
                          size={16}
                          className="text-ink-3 pane:hidden rtl:rotate-180"
                          aria-hidden="true"
                        />
                      </Link>
                    </li>
                  )
                })}
            </ul>
          </div>
        ))}
      </nav>
      <section
        aria-label={chosen?.title}
        className={cx('scroll-quiet min-w-0 flex-1 overflow-y-auto', !section && 'hidden pane:block')}
        key={chosen?.id}
      >
        {chosen ? (
          <div className="mx-auto max-w-190 px-4 py-4 pane:px-8 pane:py-7">
            <Link href={settingsPath()} className={buttonClass('ghost', 'md', '-ms-3 mb-2 pane:hidden!')}>
              <ArrowLeft size={17} aria-hidden="true" className="rtl:rotate-180" />
              Settings
            </Link>
            <header className="mb-6">
              <h2 className="text-xl font-semibold">{chosen.title}</h2>
              <p className="mt-0.5 text-ink-3">{chosen.lead}</p>
            </header>
            <Suspense fallback={null}>
              <chosen.Screen />
            </Suspense>
          </div>
        ) : (
          <NotFound inner />
        )}
      </section>
    </main>
  )
}
