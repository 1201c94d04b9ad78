import { expect, test } from 'vitest'
import { mend } from './mojibake.ts'

function misread(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
}

test.each(['Grüße aus Köln', 'Déjà vu – “really”?', 'Zażółć', '早上好', 'costs 5 €'])(
  '%s is mended',
  (text) => {
    expect(mend(misread(text))).toBe(text)
  },
)

test.each(['Grüße aus Köln', 'plain', 'Ã is a letter', 'Âme and Ünal', '早上好', 'na\u00efve €'])(
  '%s is left as it is',
  (text) => {
    expect(mend(text)).toBe(text)
  },
)
