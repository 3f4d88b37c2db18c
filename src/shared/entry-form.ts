/**
 * What can be typed: the eight digits that a phone shows, the two that it shows when it has approved the code on the
 * screen, or the three fields that open a travel document.
 */
export const entryForms = ['dynamic-code', 'phone-approval', 'document-key'] as const
export type EntryForm = (typeof entryForms)[number]

export const entryFields = ['dynamic-code', 'phone-approval', 'document-number', 'birth', 'expiry'] as const
export type EntryField = (typeof entryFields)[number]

/** The fields of each form, in the order in which they are typed. */
export const fieldsOf: Readonly<Record<EntryForm, readonly EntryField[]>> = {
  'dynamic-code': ['dynamic-code'],
  'phone-approval': ['phone-approval'],
  'document-key': ['document-number', 'birth', 'expiry'],
}

/** How many characters a field takes, at least and at most, and whether letters are among them. Dates are yyMMdd. */
export const fieldRules: Readonly<
  Record<EntryField, { readonly least: number; readonly most: number; readonly letters: boolean }>
> = {
  'dynamic-code': { least: 8, most: 8, letters: false },
  'phone-approval': { least: 2, most: 2, letters: false },
  'document-number': { least: 6, most: 22, letters: true },
  birth: { least: 6, most: 6, letters: false },
  expiry: { least: 6, most: 6, letters: false },
}
