import { expect, it } from 'vitest'
import { splitCaption } from './split-caption.ts'

const file = { id: 'file_1', name: 'a.png', type: 'image/png', size: 9 }

it('one message where the text fits beside the file, or nothing is said of a limit', () => {
  const wanted = { text: 'x'.repeat(10), attachments: [file], clientId: 'c' }
  expect(splitCaption(wanted, { captionLength: 10 })).toEqual([wanted])
  expect(splitCaption(wanted, {})).toEqual([wanted])
  expect(splitCaption({ text: 'x'.repeat(99) }, { captionLength: 10 })).toHaveLength(1)
  expect(splitCaption({ text: '', attachments: [file] }, { captionLength: 0 })).toHaveLength(1)
})

it('else the file, then the text with the sender’s own id, and nothing is lost', () => {
  const text = 'x'.repeat(11)
  expect(splitCaption({ text, attachments: [file], clientId: 'c' }, { captionLength: 10 })).toEqual([
    { text: '', attachments: [file], clientId: null },
    { text, attachments: [], clientId: 'c' },
  ])
})
