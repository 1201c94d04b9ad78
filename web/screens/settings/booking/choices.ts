/** The usual choices as options, with the stored value among them where it is none of them (set over the API). */
export function withOwn(
  choices: { value: number; label: string }[],
  own: number,
  unit: string,
): { value: string; label: string }[] {
  const all = choices.some((c) => c.value === own)
    ? choices
    : [...choices, { value: own, label: `${own} ${unit}` }]
  return all
    .toSorted((a, b) => a.value - b.value)
    .map(({ value, label }) => ({ value: String(value), label }))
}
