// Vectors of length 1 side by side, and which of them are nearest to one. Pure.

export type StoredVector = { id: string; bytes: Uint8Array }
export type Vectors = { ids: string[]; dimensions: number; values: Float32Array; bytes: number }

/** Nearer than this, two texts speak of related things; below it a model finds likeness in anything. */
const NEAR = 0.35

export function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(vector.length * 4)
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4)
  return bytes
}

/** Rows of another length than the first are left out: they are of a model that changed its mind under one name. */
export function loadVectors(rows: StoredVector[]): Vectors {
  const dimensions = (rows[0]?.bytes.byteLength ?? 0) / 4
  const fitting = rows.filter((row) => row.bytes.byteLength === dimensions * 4)
  const values = new Float32Array(fitting.length * dimensions)
  for (const [i, { bytes }] of fitting.entries()) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let d = 0; d < dimensions; d++) values[i * dimensions + d] = view.getFloat32(d * 4, true)
  }
  return { ids: fitting.map((row) => row.id), dimensions, values, bytes: values.byteLength }
}

/** The nearest by cosine, best first; none that is not near. Empty where the question's vector has another length. */
export function nearest(
  question: Float32Array,
  { ids, dimensions, values }: Vectors,
  limit: number,
): { id: string; score: number }[] {
  if (question.length !== dimensions) return []
  const scored: { id: string; score: number }[] = []
  for (const [i, id] of ids.entries()) {
    let score = 0
    for (let d = 0; d < dimensions; d++)
      score += (question[d] as number) * (values[i * dimensions + d] as number)
    if (score >= NEAR) scored.push({ id, score })
  }
  return scored.sort((a, b) => b.score - a.score).slice(0, limit)
}
