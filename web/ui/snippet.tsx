import { Fragment } from 'react'

/** A found text: what stands between ⟦ and ⟧ is marked. The text stays text; nothing in it is ever markup. */
export function Snippet({ text }: { text: string }) {
  return splitSnippet(text).map((part, index) =>
    part.hit ? (
      <mark key={index} className="rounded-[3px] bg-mark px-0.5 text-ink">
        {part.text}
      </mark>
    ) : (
      <Fragment key={index}>{part.text}</Fragment>
    ),
  )
}

export function splitSnippet(text: string): { text: string; hit: boolean }[] {
  return text
    .split(/⟦(.*?)⟧/s)
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((part) => part.text !== '')
}
