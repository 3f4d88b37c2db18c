import type { AreaSpecimens } from './area-specimens.ts'
import type { InventedHall } from './invented-hall.ts'

/** What a hall sets: its services, where they lead, and when it serves nobody. */
export function hallSpecimens({ services, service }: InventedHall): AreaSpecimens {
  return {
    screens: {
      service: { name: 'service', services: services.slice(0, 3) },
      'service-six': { name: 'service', services },
      pass: { name: 'pass', service },
      window: { name: 'window' },
      'out-of-service': { name: 'out-of-service' },
    },
    views: {},
  }
}
