// A message's text with its web addresses as links. The text is data: nothing in it becomes markup.
import { cx } from '#web/ui/cx.ts'

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g

export function splitLinks(text: string): { text: string; link: boolean }[] {
  const parts: { text: string; link: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), link: false })
    parts.push({ text: match[0], link: true })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), link: false })
  return parts
}

export function RichText({ text, className }: { text: string; className?: string }) {
  if (text === '') return null
  return (
    <p dir="auto" className={cx('whitespace-pre-wrap wrap-anywhere', className)}>
      {splitLinks(text).map((part, index) =>
        part.link ? (
          <a
            key={index}
            href={part.text}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline underline-offset-2"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  )
}
