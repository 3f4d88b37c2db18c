import type { TrustedProtocol } from '../../src/shared/trusted-code.ts'
import { exampleModule } from './example-module.ts'
import type { ModuleProtocol } from './module-protocol.ts'

/** Every protocol that the configuration can name. */
export const moduleProtocols: Readonly<Record<TrustedProtocol, ModuleProtocol>> = { example: exampleModule }
