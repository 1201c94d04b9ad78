// Words for the addresses that people can be told and can add.
export type PublicKind = 'phone' | 'email'

export const addable: Record<
  PublicKind,
  { title: string; name: string; type: string; help: string; add: string }
> = {
  phone: {
    title: 'Add a phone number',
    name: 'Phone number',
    type: 'tel',
    help: 'With + and country code, or as you dial it.',
    add: 'Add a phone number to text them…',
  },
  email: {
    title: 'Add an e-mail address',
    name: 'E-mail address',
    type: 'email',
    help: 'Exactly as the customer told it.',
    add: 'Add an e-mail address to write by mail…',
  },
}
