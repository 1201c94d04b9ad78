// What people read about templates. Pure.
import type { TemplateCategory } from '#domain/template.ts'

/** Names are written for machines: "appointment_reminder". */
export function spokenName(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What it costs by, before anybody pays for it. */
export const costs: Record<TemplateCategory, { label: string; sentence: string; tone: 'warn' | 'neutral' }> =
  {
    marketing: {
      label: 'Marketing',
      sentence:
        'The provider charges for it as marketing, its dearest kind. Send it only to people who asked for offers.',
      tone: 'warn',
    },
    utility: {
      label: 'Utility',
      sentence: 'The provider charges for it as a utility message.',
      tone: 'neutral',
    },
    authentication: {
      label: 'Authentication',
      sentence: 'The provider charges for it as a one-time code.',
      tone: 'neutral',
    },
  }

/** "en_US" as people call it; the code itself where nobody knows it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code.replace('_', '-')) ?? code
  } catch {
    return code
  }
}
