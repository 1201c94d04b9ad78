// What a recording of the simulator sounds like: a soft tone of the right length.
const RATE = 8_000
/** No call here is longer. */
export const MOST_SECONDS = 180

/** So many seconds of it (WAV). */
export function toneOf(seconds: number): Buffer {
  const samples = RATE * seconds
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n++) {
    const at = n / RATE
    // Two notes in turn, rising and falling like somebody who speaks.
    const note = Math.floor(at * 2) % 2 === 0 ? 330 : 392
    const swell = Math.sin(Math.PI * ((at * 2) % 1)) * 5_000
    wav.writeInt16LE(Math.round(Math.sin(2 * Math.PI * note * at) * swell), 44 + n * 2)
  }
  return wav
}
