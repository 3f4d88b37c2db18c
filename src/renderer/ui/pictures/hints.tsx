import type { ReactNode } from 'react'
import { DrawnCode } from './code.tsx'

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

/** A phone on which something goes well. */
export function PhoneGoingOn({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture" viewBox="0 0 300 340" aria-hidden="true">
      <rect className="filled" x="60" y="10" width="180" height="320" rx="28" />
      <path d="M132 40h36M124 302h52" />
      {children}
    </svg>
  )
}

/** Some lines to read, and a button to confirm them. */
export function LinesAndButton() {
  return (
    <>
      <path d="M92 92h116M92 124h116M92 156h70" />
      <rect className="solid" x="88" y="206" width="124" height="54" rx="16" />
      <path className="on-solid" d="m130 232 14 14 26-28" />
    </>
  )
}

/** Places for two digits, as a phone shows them once it has approved; which ones they are is not known here. */
export function TwoDigits() {
  return (
    <>
      <path className="light" d="m118 104 22 22 44-46" strokeWidth="10" />
      <path d="M86 168h56v84H86zM158 168h56v84h-56z" />
      <path d="M114 210v1M186 210v1" strokeWidth="16" />
    </>
  )
}

/** The code on the screen, out of use. */
export function CodeOff() {
  return (
    <svg className="picture attention" viewBox="0 0 300 300" aria-hidden="true">
      <rect className="filled" x="20" y="20" width="260" height="260" rx="28" />
      <g className="quiet" transform="translate(66 66) scale(1.75)">
        <DrawnCode />
      </g>
      <path d="M40 30 262 272" strokeWidth="10" />
    </svg>
  )
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
