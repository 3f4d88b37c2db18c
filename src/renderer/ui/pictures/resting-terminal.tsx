/** This machine at rest: its screen shows two bars. */
export function RestingTerminal() {
  return (
    <svg className="picture" viewBox="0 0 520 520" aria-hidden="true">
      <path className="filled" d="M130 499V46c0-16 10-26 26-26h208c16 0 26 10 26 26v453" />
      <rect x="164" y="58" width="192" height="232" rx="12" />
      <path className="wait" d="M238 138v72M282 138v72" strokeWidth="14" />
      <path className="ground-filled" d="m110 380 30-52h240l30 52z" />
      <path className="quiet" d="M226 354h68" />
      <path className="filled" d="M110 380v24h300v-24z" />
      <path className="quiet" d="M30 502h460" />
    </svg>
  )
}
