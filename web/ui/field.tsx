// Form fields with a name, a sentence of help and the server's or the form's word when something is wrong.
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

export const controlClass =
  'w-full rounded-md border border-control bg-raised px-3 text-base text-ink transition-[border-color,box-shadow] ' +
  'placeholder:text-ink-3 hover:border-ink-3 focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent ' +
  'aria-invalid:border-danger aria-invalid:focus:outline-danger disabled:bg-sunken disabled:text-ink-3'

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
type FieldProps = {
  label: string
  help?: ReactNode
  error?: string | null | undefined
  optional?: boolean
  hideLabel?: boolean
  className?: string
}

/** Wires a label, help and error to any control. */
export function Field({
  label,
  help,
  error,
  optional,
  hideLabel,
  className,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className={cx('min-w-0', className)}>
      <label htmlFor={id} className={cx('mb-1 block text-sm font-medium text-ink', hideLabel && 'sr-only')}>
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm text-danger-ink">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="mt-1 text-sm text-ink-3">
          {help}
        </p>
      )}
    </div>
  )
}

type WithField<T> = FieldProps & Omit<T, 'id' | 'className'> & { controlClassName?: string }

export function TextField({
  label,
  help,
  error,
  optional,
  hideLabel,
  className,
  controlClassName,
  ...input
}: WithField<ComponentProps<'input'>>) {
  return (
    <Field {...{ label, help, error, optional, hideLabel, className }}>
      {(wiring) => <input {...wiring} {...input} className={cx(controlClass, 'h-9', controlClassName)} />}
    </Field>
  )
}

export function TextArea({
  label,
  help,
  error,
  optional,
  hideLabel,
  className,
  controlClassName,
  ...area
}: WithField<ComponentProps<'textarea'>>) {
  return (
    <Field {...{ label, help, error, optional, hideLabel, className }}>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={4}
          {...area}
          className={cx(controlClass, 'field-sizing-content max-h-96 min-h-20 py-2', controlClassName)}
        />
      )}
    </Field>
  )
}

/** A short choice. The platform's own list: it is right on every device and needs no code. */
export function SelectField({
  label,
  help,
  error,
  optional,
  hideLabel,
  className,
  controlClassName,
  options,
  ...select
}: WithField<ComponentProps<'select'>> & {
  options: readonly { value: string; label: string; disabled?: boolean }[]
}) {
  return (
    <Field {...{ label, help, error, optional, hideLabel, className }}>
      {(wiring) => (
        <select
          {...wiring}
          {...select}
          className={cx(controlClass, 'select-arrow h-9 pe-8', controlClassName)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
