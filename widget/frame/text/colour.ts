// Any brand colour must stay readable. Pure arithmetic on sRGB hex colours, after WCAG 2.2's definition of contrast.

type Rgb = [number, number, number]

export type Palette = {
  /** Background of the visitor's bubbles and of the send button. */
  fill: string
  /** Text on `fill`, at least 4.5:1. */
  onFill: string
  /** The accent as text on the panel's own background, at least 4.5:1. */
  ink: string
}

/** The default of an inbox's settings. */
export const fallbackAccent = '#1f5eff'
const lightSurface = '#ffffff'
const darkSurface = '#16181b'
/** The incoming bubble is the lightest dark surface that accent-coloured links are written on. */
const darkBubble = '#26292e'
const lightBubble = '#f0f2f1'
const darkText = '#101214'

/** Reads `#rgb` or `#rrggbb`; anything else is undefined. */
export function parseHex(value: string): Rgb | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value.trim())
  const long = short ?? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value.trim())
  if (!long) return undefined
  const channel = (at: number) => Number.parseInt((long[at] ?? '').padStart(2, long[at] ?? '0'), 16)
  return [channel(1), channel(2), channel(3)]
}

/** Contrast ratio of two hex colours, 1 to 21. Colours that cannot be read count as black. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Moves `colour` towards `towards` in small steps until it stands out from every one of `grounds` by `ratio`. */
export function adjust(colour: string, towards: string, ratio: number, ...grounds: string[]): string {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(colour, towards, share)
    if (grounds.every((ground) => contrast(mixed, ground) >= ratio)) return mixed
  }
  return towards
}

/** The colours for one brand colour on a light or a dark panel. An unreadable value gives the fallback's palette. */
export function paletteFor(accent: string, scheme: 'light' | 'dark'): Palette {
  const brand = parseHex(accent) ? accent : fallbackAccent
  const dark = scheme === 'dark'
  // On dark a navy bubble would vanish into the panel: first it has to be seen at all (3:1, as for controls).
  const seen = dark ? adjust(brand, '#ffffff', 3, darkSurface) : brand
  const ink = dark
    ? adjust(brand, '#ffffff', 4.5, darkSurface, darkBubble)
    : adjust(brand, '#000000', 4.5, lightSurface, lightBubble)
  // Brands expect white on a mid orange rather than black, so a near miss is darkened instead of turned over,
  // as long as it can still be seen against a dark panel.
  if (contrast(seen, '#ffffff') >= 3) {
    const fill = adjust(seen, '#000000', 4.5, '#ffffff')
    if (!dark || contrast(fill, darkSurface) >= 3) return { fill, onFill: '#ffffff', ink }
  }
  return { fill: adjust(seen, '#ffffff', 4.5, darkText), onFill: darkText, ink }
}

function luminance(colour: string): number {
  const [r, g, b] = (parseHex(colour) ?? [0, 0, 0]).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function mix(one: string, other: string, share: number): string {
  const [a, b] = [parseHex(one) ?? [0, 0, 0], parseHex(other) ?? [0, 0, 0]]
  return `#${a
    .map((value, at) =>
      Math.round(value + ((b[at] ?? 0) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
