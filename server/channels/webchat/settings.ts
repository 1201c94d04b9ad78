import { z } from 'zod'
import type { SettingField } from '#domain/channel.ts'

const Settings = z.object({
  title: z.string().max(60).default('Chat with us'),
  greeting: z.string().max(300).default('Hi! How can we help?'),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'write a colour as #rrggbb')
    .default('#1f5eff'),
  position: z.enum(['left', 'right']).default('right'),
  /** Origins that may show the widget, e.g. https://example.com or https://*.example.com. Empty: every site. */
  allowedOrigins: z
    .array(
      z
        .string()
        .regex(
          /^https?:\/\/(\*\.)?[\w.-]+(:\d+)?$/,
          'write an origin such as https://example.com or https://*.example.com',
        ),
    )
    .max(50)
    .default([]),
})
export type WebchatSettings = z.infer<typeof Settings>

export const settings: SettingField[] = [
  { name: 'title', label: 'Title', type: 'text', required: false, placeholder: 'Chat with us' },
  {
    name: 'greeting',
    label: 'Greeting',
    type: 'multiline',
    required: false,
    help: 'The first thing a visitor reads.',
  },
  {
    name: 'accent',
    label: 'Colour',
    type: 'color',
    required: false,
    help: 'Of launcher and visitor’s messages; adjusted where text on it could not be read.',
  },
  {
    name: 'position',
    label: 'Corner',
    type: 'select',
    required: false,
    options: [
      { value: 'right', label: 'Right' },
      { value: 'left', label: 'Left' },
    ],
  },
  {
    name: 'allowedOrigins',
    label: 'Web sites that may show it',
    type: 'list',
    required: false,
    placeholder: 'https://example.com',
    help: 'One origin a line; https://*.example.com allows subdomains. Leave empty while you try things out.',
  },
]

export function checkSettings(given: Record<string, unknown>) {
  const parsed = Settings.safeParse(given)
  if (parsed.success) return { ok: true as const, settings: parsed.data }
  return {
    ok: false as const,
    problems: parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
  }
}

/** The settings of an inbox as typed values; what is missing has its default. */
export function webchatSettings(stored: Record<string, unknown>): WebchatSettings {
  const parsed = Settings.safeParse(stored)
  return parsed.success ? parsed.data : Settings.parse({})
}

/** May a page of this origin show the widget? */
export function originAllowed(allowed: string[], origin: string): boolean {
  if (allowed.length === 0) return true
  return allowed.some((pattern) => {
    if (!pattern.includes('*.')) return pattern === origin
    const [scheme = '', host = ''] = pattern.split('*.')
    return origin.startsWith(scheme) && origin.slice(scheme.length).endsWith(`.${host}`)
  })
}
