// Two pictures for customers who have none at hand, drawn by rule and written as PNG: a dripping pipe and a boiler.
import { crc32, deflateSync } from 'node:zlib'
import type { pictureNames } from '#wire/simulator.ts'

export type PictureName = (typeof pictureNames)[number]
type Colour = readonly [red: number, green: number, blue: number]
/** How far a point lies outside a shape; negative inside. */
type Shape = (x: number, y: number) => number
type Layer = { shape: Shape; colour: (x: number, y: number) => Colour }

const WIDTH = 480
const HEIGHT = 360
const drawn = new Map<PictureName, Buffer>()

/** The picture as PNG; drawn once. */
export function drawPicture(name: PictureName): Buffer {
  const known = drawn.get(name)
  if (known) return known
  const png = encodePng(scenes[name])
  drawn.set(name, png)
  return png
}

const box =
  (cx: number, cy: number, w: number, h: number, round: number): Shape =>
  (x, y) => {
    const dx = Math.abs(x - cx) - w / 2 + round
    const dy = Math.abs(y - cy) - h / 2 + round
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round
  }
const oval =
  (cx: number, cy: number, rx: number, ry: number): Shape =>
  (x, y) =>
    (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * Math.min(rx, ry)
const drop =
  (cx: number, cy: number, r: number): Shape =>
  (x, y) => {
    const up = Math.max(0, cy - y) / (2.4 * r)
    if (up >= 1) return 1
    return Math.hypot(x - cx, Math.max(0, y - cy)) - r * Math.max(0, 1 - up) ** 0.9
  }

const flat = (colour: Colour) => () => colour
const blend = (a: Colour, b: Colour, share: number): Colour => {
  const t = Math.min(1, Math.max(0, share))
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}
/** Round metal: light along the middle, dark at the edges. */
const metal = (dark: Colour, light: Colour, at: (x: number, y: number) => number) => (x: number, y: number) =>
  blend(dark, light, 1 - Math.abs(at(x, y)) ** 1.6)
const tiles = (a: Colour, b: Colour) => (x: number, y: number) =>
  x % 60 < 2 || y % 60 < 2 ? b : blend(a, b, (x + y) / 4_000)

const water = (_x: number, y: number): Colour => blend([150, 205, 236], [70, 150, 205], (y % 60) / 60)
const everywhere: Shape = () => -1

const scenes: Record<PictureName, Layer[]> = {
  leak: [
    { shape: everywhere, colour: tiles([222, 226, 224], [205, 209, 208]) },
    {
      shape: box(240, 330, 480, 90, 0),
      colour: (_x, y) => blend([150, 122, 96], [120, 94, 72], (y - 285) / 75),
    },
    {
      shape: oval(262, 322, 110, 17),
      colour: (x) => blend([120, 180, 215], [176, 220, 240], (x - 150) / 220),
    },
    {
      shape: box(240, 96, 480, 54, 4),
      colour: metal([112, 74, 48], [226, 164, 116], (_x, y) => (y - 96) / 27),
    },
    {
      shape: box(118, 96, 26, 74, 6),
      colour: metal([96, 62, 40], [214, 150, 104], (_x, y) => (y - 96) / 37),
    },
    {
      shape: box(262, 96, 62, 80, 8),
      colour: metal([88, 92, 96], [206, 210, 214], (_x, y) => (y - 96) / 40),
    },
    { shape: box(262, 60, 16, 30, 5), colour: flat([130, 134, 138]) },
    { shape: drop(254, 160, 9), colour: water },
    { shape: drop(268, 214, 12), colour: water },
    { shape: drop(256, 276, 10), colour: water },
  ],
  boiler: [
    { shape: everywhere, colour: tiles([214, 222, 228], [198, 207, 214]) },
    { shape: box(240, 335, 480, 60, 0), colour: flat([128, 122, 116]) },
    { shape: box(176, 44, 16, 100, 4), colour: metal([112, 74, 48], [226, 164, 116], (x) => (x - 176) / 8) },
    { shape: box(304, 44, 16, 100, 4), colour: metal([112, 74, 48], [226, 164, 116], (x) => (x - 304) / 8) },
    {
      shape: box(240, 190, 190, 232, 22),
      colour: metal([186, 190, 192], [252, 252, 250], (x) => (x - 240) / 130),
    },
    { shape: oval(240, 140, 34, 34), colour: flat([70, 74, 78]) },
    { shape: oval(240, 140, 29, 29), colour: flat([248, 248, 244]) },
    { shape: box(250, 132, 26, 4, 2), colour: flat([196, 48, 40]) },
    { shape: box(240, 240, 96, 62, 12), colour: flat([44, 46, 50]) },
    { shape: drop(222, 252, 13), colour: (_x, y) => blend([255, 208, 92], [236, 110, 40], (y - 226) / 40) },
    { shape: drop(256, 254, 16), colour: (_x, y) => blend([255, 214, 110], [232, 98, 36], (y - 222) / 44) },
    { shape: box(312, 300, 40, 8, 4), colour: flat([150, 96, 60]) },
    { shape: oval(330, 324, 46, 8), colour: flat([176, 146, 120]) },
  ],
}

function encodePng(layers: Layer[]): Buffer {
  const stride = WIDTH * 3 + 1
  const pixels = Buffer.alloc(stride * HEIGHT)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let colour: Colour = [0, 0, 0]
      // Half a pixel of overlap at the edge is what makes it smooth.
      for (const layer of layers) {
        const cover = Math.min(1, Math.max(0, 0.5 - layer.shape(x, y)))
        if (cover > 0) colour = blend(colour, layer.colour(x, y), cover)
      }
      pixels.set(colour.map(Math.round), y * stride + 1 + x * 3)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
