// How a template will look at the customer, with the gaps that are filled so far.
import { FileText, Film, Image } from 'lucide-react'
import { fillText } from '#domain/template.ts'
import { RichText } from '#web/screens/thread/rich-text.tsx'
import type { TemplateWire } from '#wire/api/templates.ts'

const kinds = { image: Image, video: Film, document: FileText }

export function TemplatePreview({
  template,
  values,
}: {
  template: TemplateWire
  values: Record<string, string>
}) {
  const fill = (text: string): string => fillText(text, values, template.variables)
  const { header } = template
  const File = header?.kind === 'file' ? kinds[header.type] : null
  return (
    <div>
      <p className="mb-1 text-sm font-medium" id="template-preview">
        Preview
      </p>
      <div
        aria-labelledby="template-preview"
        role="group"
        className="rounded-xl bg-ours px-3.5 py-2 text-on-ours"
      >
        {File && (
          <p className="mb-1.5 flex h-14 items-center justify-center rounded-lg bg-current/12">
            <File size={20} aria-hidden="true" />
          </p>
        )}
        {header?.kind === 'text' && (
          <p dir="auto" className="font-semibold">
            {fill(header.text)}
          </p>
        )}
        <RichText text={fill(template.body)} />
        {template.footer && (
          <p dir="auto" className="mt-1 text-xs opacity-85">
            {template.footer}
          </p>
        )}
      </div>
      {template.buttons.length > 0 && (
        <ul className="mt-1.5 flex flex-wrap gap-1.5">
          {template.buttons.map((button, at) => (
            <li
              key={at}
              title={button.url ? fill(button.url) : undefined}
              className="rounded-lg border border-line-strong px-2.5 py-1 text-sm text-accent-ink"
            >
              {button.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
