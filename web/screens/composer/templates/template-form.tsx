// One template: its gaps, how it will look, what it costs, and the button.
import { ArrowLeft, Paperclip, SendHorizontal } from 'lucide-react'
import { useRef, useState } from 'react'
import { checkTemplate, checkVariable, renderTemplate } from '#domain/template.ts'
import { UploadChips } from '#web/screens/composer/upload-chips.tsx'
import { useListenable } from '#web/store/listenable.ts'
import { send } from '#web/store/writing/outgoing.ts'
import { clearUploads, startUpload, uploads, uploadsOf } from '#web/store/writing/uploads.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import type { ReplyRoute } from '#wire/api/conversations.ts'
import type { TemplateWire } from '#wire/api/templates.ts'
import { TemplatePreview } from './template-preview.tsx'
import { costs, languageName, spokenName } from './words.ts'

type Props = {
  conversationId: string
  route: ReplyRoute
  template: TemplateWire
  onBack: () => void
}

export function TemplateForm({ conversationId, route, template, onBack }: Props) {
  const [values, setValues] = useState<Record<string, string>>({})
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const picker = useRef<HTMLInputElement>(null)
  const files = uploadsOf(useListenable(uploads), conversationId)
  const ready = files.flatMap((f) => (f.file && !f.problem ? [f.file] : []))
  const problems = checkTemplate(
    template,
    values,
    ready.map((file) => file.type),
  )
  const cost = costs[template.category]
  const submit = (): void => {
    if (problems.length > 0) {
      setTouched(new Set(template.variables.map((v) => v.key)))
      return
    }
    void send({
      conversationId,
      route,
      text: renderTemplate(template, values),
      subject: null,
      recipients: null,
      attachments: ready,
      template: { id: template.id, variables: values },
    })
    clearUploads(conversationId)
    onBack()
  }
  return (
    <form
      aria-label={spokenName(template.name)}
      className="p-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="mb-2.5 flex items-center gap-2">
        <IconButton label="Back to the templates" size="sm" onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
        <p className="min-w-0 flex-1 truncate">
          <span className="font-semibold">{spokenName(template.name)}</span>{' '}
          <span className="text-sm text-ink-3">{languageName(template.language)}</span>
        </p>
        <Badge tone={cost.tone}>{cost.label}</Badge>
      </div>
      <div className="scroll-quiet grid max-h-[42dvh] gap-x-4 gap-y-3 overflow-y-auto px-0.5 pb-1 pane:grid-cols-2">
        <div className="space-y-2.5">
          {template.variables.map((variable) => (
            <TextField
              key={variable.key}
              label={variable.label}
              placeholder={variable.example ? `For example ${variable.example}` : undefined}
              dir="auto"
              value={values[variable.key] ?? ''}
              maxLength={variable.maxLength}
              onChange={(event) => setValues({ ...values, [variable.key]: event.target.value })}
              onBlur={() => setTouched(new Set([...touched, variable.key]))}
              error={touched.has(variable.key) ? checkVariable(variable, values[variable.key] ?? '') : null}
            />
          ))}
          {template.headerFile && (
            <div>
              <Button
                size="sm"
                onClick={() => picker.current?.click()}
                icon={<Paperclip size={14} aria-hidden="true" />}
              >
                Add {template.headerFile.say}
              </Button>
              <input
                ref={picker}
                type="file"
                hidden
                accept={template.headerFile.types.join(',')}
                onChange={(event) => {
                  clearUploads(conversationId)
                  for (const file of event.target.files ?? []) startUpload(conversationId, file, null)
                  event.target.value = ''
                }}
              />
              <div className="-mx-3 mt-2">
                <UploadChips conversationId={conversationId} files={files} />
              </div>
            </div>
          )}
          {template.variables.length === 0 && !template.headerFile && (
            <p className="text-sm text-ink-3">There is nothing to fill in.</p>
          )}
        </div>
        <TemplatePreview template={template} values={values} />
      </div>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-48 flex-1 text-xs text-ink-3">{cost.sentence}</p>
        <Button
          type="submit"
          look="primary"
          size="sm"
          className="ms-auto"
          icon={<SendHorizontal size={15} aria-hidden="true" className="rtl:-scale-x-100" />}
        >
          Send the template
        </Button>
      </div>
    </form>
  )
}
