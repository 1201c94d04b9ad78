import { fileTypeFromBuffer } from 'file-type'
import { expect, it } from 'vitest'
import { pictureNames } from '#wire/simulator.ts'
import { drawPicture } from './pictures.ts'

it('draws pictures that are what they say', async () => {
  for (const name of pictureNames) {
    const png = drawPicture(name)
    expect(await fileTypeFromBuffer(png)).toMatchObject({ mime: 'image/png' })
    expect(png.readUInt32BE(16)).toBe(480)
    expect(drawPicture(name)).toBe(png)
  }
})
