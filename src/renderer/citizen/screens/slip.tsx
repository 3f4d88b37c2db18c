import type { HandOverTexts } from '../../locales/hand-over.ts'

/** A number to wait with, large enough to be read from where one sits. */
export function Slip({ number, texts }: { readonly number: string; readonly texts: HandOverTexts }) {
  return (
    <p className="slip">
      <span>{texts.slip}</span>
      <b>{number}</b>
      <span>{texts.keepSlip}</span>
    </p>
  )
}
