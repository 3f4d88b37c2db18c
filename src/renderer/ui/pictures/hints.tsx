import type { ReactNode } from 'react'

/** A phone with something on its screen that is not the code that is wanted. */
export function PhoneWith({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture attention" viewBox="0 0 300 340" aria-hidden="true">
      <rect className="filled" x="60" y="10" width="180" height="320" rx="28" />
      <path d="M132 40h36M124 302h52" />
      {children}
    </svg>
  )
}

/** The photo page of a travel document with a sign where its portrait is. */
export function PageWith({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture attention" viewBox="0 0 420 300" aria-hidden="true">
      <rect className="filled" x="10" y="10" width="400" height="280" rx="24" />
      <path d="M44 226h332M44 256h332" strokeDasharray="14 16" />
      <g transform="translate(60 -62)">{children}</g>
    </svg>
  )
}

export function QuestionMark() {
  return <path d="M116 146c0-46 68-46 68-2 0 30-34 30-34 60M150 238v2" strokeWidth="12" />
}

/** An arrow that comes round: once more. */
export function RoundAgain() {
  return <path d="M198 172a48 48 0 1 1-16-36M186 100v38h-38" strokeWidth="10" />
}

/** The scanner, out of use. */
export function ScannerOff() {
  return (
    <svg className="picture attention" viewBox="0 0 440 260" aria-hidden="true">
      <path className="filled" d="m30 180 60-100h260l60 100z" />
      <path d="M30 180v26h380v-26M160 130h120" />
      <path d="M60 40 380 250" strokeWidth="10" />
    </svg>
  )
}
