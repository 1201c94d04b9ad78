// One field of an inbox's settings, as its channel describes it. The app knows no channel: only these nine kinds.
import { useState } from 'react'
import type { SettingField } from '#domain/channel.ts'
import { Button } from '#web/ui/button.tsx'
import { cx } from '#web/ui/cx.ts'
import { controlClass, Field, SelectField, TextArea, TextField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'

type Props = {
  field: SettingField
  value: unknown
  error: string | undefined
  onChange: (next: unknown) => void
}

/** What the server shows instead of a secret; sent back unchanged it means "keep it". */
const KEPT = /^•+$/

export function SettingControl({ field, value, error, onChange }: Props) {
  const { label, help, placeholder, required, options = [] } = field
  const shared = { label, help, error, placeholder, required, optional: !required }
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  const onText = (event: { target: { value: string } }): void => onChange(event.target.value)
  switch (field.type) {
    case 'text':
      return <TextField {...shared} value={text} onChange={onText} />
    case 'url':
      // Not the browser's kind `url`: it refuses words like "simulator", which some channels take as well.
      return <TextField {...shared} inputMode="url" value={text} onChange={onText} />
    case 'secret':
      if (field.invented) return <InventedSecret {...shared} text={text} onChange={onChange} />
      return (
        <TextField
          {...shared}
          type="password"
          autoComplete="off"
          value={text}
          // A kept secret cannot be edited, only replaced: the first key clears it.
          onFocus={(event) => KEPT.test(text) && event.target.select()}
          onChange={onText}
        />
      )
    case 'number':
      return (
        <TextField
          {...shared}
          type="number"
          value={text}
          onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      )
    case 'multiline':
      return <TextArea {...shared} rows={3} value={text} onChange={onText} />
    case 'list':
      return (
        <TextArea
          {...shared}
          rows={3}
          help={help ?? 'One per line.'}
          value={Array.isArray(value) ? value.join('\n') : text}
          onChange={(event) => onChange(event.target.value.split('\n'))}
        />
      )
    case 'select':
      return (
        <SelectField
          {...shared}
          value={text}
          options={required && text ? options : [{ value: '', label: 'Choose…' }, ...options]}
          onChange={onText}
        />
      )
    case 'boolean':
      return (
        <Switch
          label={label}
          help={help}
          checked={value === undefined ? field.initially === true : value === true}
          onChange={onChange}
        />
      )
    case 'color':
      return (
        <Field {...shared}>
          {(wiring) => (
            <span className="flex gap-2">
              <input
                type="color"
                aria-label={`${label}, picker`}
                value={[text, placeholder].find((c) => /^#[0-9a-f]{6}$/i.test(c ?? '')) ?? '#888888'}
                onChange={onText}
                className="h-9 w-12 shrink-0 rounded-md border border-control bg-raised p-1"
              />
              <input
                {...wiring}
                value={text}
                placeholder={placeholder ?? '#rrggbb'}
                onChange={onText}
                className={cx(controlClass, 'h-9 max-w-36 font-mono')}
              />
            </span>
          )}
        </Field>
      )
  }
}

/**
 * A secret that is chosen here and entered at the provider too: it can be made up by a click, and is shown then, so that
 * it can be copied. The stored one is never shown again.
 */
function InventedSecret({
  text,
  onChange,
  ...shared
}: Pick<Props, 'error' | 'onChange'> & {
  label: string
  help: string | undefined
  placeholder: string | undefined
  required: boolean
  optional: boolean
  text: string
}) {
  const [made, setMade] = useState<string | null>(null)
  const invent = (): void => {
    const secret = inventSecret()
    setMade(secret)
    onChange(secret)
  }
  return (
    <div className="flex items-start gap-2">
      <TextField
        {...shared}
        className="grow"
        controlClassName={cx(made === text && 'font-mono')}
        type={made === text ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={(event) => (KEPT.test(text) || made === text) && event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button className="mt-6 h-9" aria-label={`Make up a ${shared.label.toLowerCase()}`} onClick={invent}>
        Make one
      </Button>
    </div>
  )
}

/** 40 letters and figures: all that any provider takes. */
function inventSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
