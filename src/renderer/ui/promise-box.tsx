import { Emphasis } from './emphasis.tsx'
import { PromiseIcon } from './icons.tsx'

/** What the machine learns and what it does not, where it matters. */
export function PromiseBox({ text }: { readonly text: string }) {
  return (
    <div className="promise">
      <PromiseIcon />
      <p>
        <Emphasis text={text} />
      </p>
    </div>
  )
}
