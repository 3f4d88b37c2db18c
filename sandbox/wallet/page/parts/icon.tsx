/** Line drawings of one weight; what they mean stands in words beside them. */
const drawings = {
  back: 'M15 5l-7 7 7 7',
  onward: 'M9 5l7 7-7 7',
  attention: 'M12 8v5m0 3.4v.1M12 3l9.5 17h-19z',
  card: 'M3 6.5h18v11H3zM3 10h18M6.5 14.5h4',
  scan: 'M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9m6 0h3.5A1.5 1.5 0 0 1 20 5.5V9m0 6v3.5a1.5 1.5 0 0 1-1.5 1.5H15m-6 0H5.5A1.5 1.5 0 0 1 4 18.5V15M4 12h16',
  record: 'M6 3.5h12v17l-3-2-3 2-3-2-3 2zM9 8.5h6m-6 4h6',
  me: 'M12 12.5a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM4.5 20.5c1-4 4-5.4 7.5-5.4s6.5 1.4 7.5 5.4',
  children:
    'M8.5 10.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2.5 20c.6-4.5 3-6.3 6-6.3 1.5 0 2.8.4 3.8 1.4M16.5 14.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM12.5 20.2c.4-2.7 2-3.8 4-3.8s3.6 1.1 4 3.8',
  consent: 'M5 3.5h14v17H5zM8.5 12l2.5 2.5 4.5-5',
  notice:
    'M12 3.5a5.5 5.5 0 0 1 5.5 5.5c0 5 2 6.5 2 7.5h-15c0-1 2-2.5 2-7.5A5.5 5.5 0 0 1 12 3.5zM10 19.5a2 2 0 0 0 4 0',
  password: 'M6 11h12v9.5H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11M12 15v2.5',
  pause: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.8 8.8v6.4m4.4-6.4v6.4',
  restore: 'M4.5 12a7.5 7.5 0 1 0 2.2-5.3M4.5 3.5v4h4',
  delete: 'M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.3 11v6m3.4-6v6',
  phone: 'M7.5 2.5h9v19h-9zM10.8 18.8h2.4',
  add: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8v8m-4-4h8',
  shield: 'M12 2.8 5 5.4v5c0 5 3.2 8.3 7 10.3 3.8-2 7-5.3 7-10.3v-5zM8.8 11.8l2.3 2.3 4.2-4.8',
  face: 'M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8m8 0h2.5A1.5 1.5 0 0 1 20 5.5V8m0 8v2.5a1.5 1.5 0 0 1-1.5 1.5H16m-8 0H5.5A1.5 1.5 0 0 1 4 18.5V16M9 9.5v1m6-1v1M9 14.5c1.8 1.6 4.2 1.6 6 0',
  again: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4',
} as const
export type IconName = keyof typeof drawings

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
